use ident::{ContractId, DeviceId, LenderId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use minicbor::bytes::ByteVec;
use proof::documents::Terms;
use proof::keys::PublicKey;
use proof::{Digest, Parsed, Party, Verified};

use crate::checks::{Check, Refusal};
use crate::state::SavedPin;

/// What enrollment fixed and nothing sent later can change: the parties and the signed terms.
#[derive(Debug, Clone)]
pub(crate) struct Pin {
    /// The key that signed the terms. They stay pinned when the roster no longer lists it; when it is revoked
    /// they restrict nothing until they come again under another.
    pub(crate) terms_key: PublicKey,
    pub(crate) lender: LenderId,
    pub(crate) device: DeviceId,
    pub(crate) contract: ContractId,
    pub(crate) device_key: PublicKey,
    pub(crate) terms: Verified<Terms>,
    pub(crate) zone: TimeZone,
}

impl Pin {
    /// The parties that signed terms name; nothing when they name others or an unknown time zone.
    pub(crate) fn new(terms_key: PublicKey, device_key: PublicKey, terms: Verified<Terms>) -> Option<Self> {
        let claims = terms.claims();
        let (Party::Lender(lender), Party::Device(device)) = (claims.issuer, claims.audience) else {
            return None;
        };
        let contract = claims.subject;
        let zone = TimeZone::get(&terms.body().time_zone).ok()?;
        Some(Self { terms_key, lender, device, contract, device_key, terms, zone })
    }

    /// Reads back what was pinned before; the signature is checked again.
    pub(crate) fn restore(saved: &SavedPin) -> Result<Self, Refusal> {
        let terms = Parsed::<Terms>::parse(&saved.terms)
            .and_then(|parsed| parsed.verify(&saved.terms_key))
            .map_err(|error| Refusal::new(Check::TermsSignature, error))?;
        Self::new(saved.terms_key, saved.device_key, terms).ok_or_else(|| Check::TermsTimeZone.into())
    }

    pub(crate) fn save(&self) -> SavedPin {
        SavedPin {
            terms_key: self.terms_key,
            device_key: self.device_key,
            terms: ByteVec::from(self.terms.bytes().to_vec()),
        }
    }

    pub(crate) fn body(&self) -> &Terms {
        self.terms.body()
    }

    pub(crate) const fn digest(&self) -> Digest {
        self.terms.digest()
    }

    /// The day at an instant, where the contract counts its days.
    pub(crate) fn day(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// The first instant of a day there. A day beyond the calendar never comes.
    pub(crate) fn midnight(&self, day: Date) -> Timestamp {
        day.to_zoned(self.zone.clone()).map_or(Timestamp::MAX, |start| start.timestamp())
    }

    /// Whether a level may rise at this instant.
    pub(crate) fn may_rise(&self, at: Timestamp) -> bool {
        let local = at.to_zoned(self.zone.clone());
        let hour = u8::try_from(local.hour()).unwrap_or_default();
        self.body().pack.raise_hours.allow(local.weekday(), hour)
    }
}

/// The day so many days after another; a day beyond the calendar never comes.
pub(crate) fn days_after(day: Date, days: u16) -> Date {
    day.checked_add(jiff::Span::new().days(days)).unwrap_or(Date::MAX)
}

/// The instant so many full days (24 h) after another; an instant beyond the calendar never comes.
pub(crate) fn full_days_after(at: Timestamp, days: u16) -> Timestamp {
    at.checked_add(jiff::SignedDuration::from_hours(i64::from(days) * 24)).unwrap_or(Timestamp::MAX)
}
