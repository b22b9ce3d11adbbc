use jiff::Timestamp;
use policy::Level;
use proof::authority::{Role, Trust};
use proof::documents::{Quittance, Release, Terms};
use proof::keys::PublicKey;
use proof::{Document, Parsed, Verified};

use super::Finding;
use crate::accept::verify;
use crate::checks::{Check, Refusal, authority, quittance, release, terms};
use crate::pin::Pin;

/// The terms of a contract, accepted as a device would accept them, and the authority under which they are.
#[derive(Debug)]
pub struct Papers {
    pub(super) pin: Pin,
    pub(super) trust: Trust,
}

impl Papers {
    /// Reads signed terms. `device_key` is the key of the device they are for; what a device vouches for can't
    /// be checked with another. Papers come with terms that hold in all that was checked; that the IMEIs are
    /// those of the phone in question is for the reader to see.
    #[must_use]
    pub fn open(trust: &Trust, terms: &[u8], device_key: PublicKey) -> (Vec<Finding>, Option<Self>) {
        let read = verify::<Terms>(terms, trust, (Check::TermsForm, Check::TermsSignature));
        let (terms, key) = match read {
            Ok((terms, listed)) => (terms, listed.key),
            Err(refusal) => return (vec![refusal.into()], None),
        };
        let mut findings = vec![Finding::held(Check::TermsForm), Finding::held(Check::TermsSignature)];
        findings.extend(terms::of_itself(&terms).map(Finding::from));
        let pin = Pin::new(key, device_key, terms).filter(|_| findings.iter().all(Finding::holds));
        (findings, pin.map(|pin| Self { pin, trust: trust.clone() }))
    }

    /// The terms.
    #[must_use]
    pub const fn terms(&self) -> &Verified<Terms> {
        &self.pin.terms
    }

    /// The checks of a quittance.
    #[must_use]
    pub fn quittance(&self, bytes: &[u8]) -> Vec<Finding> {
        let checks = (Check::QuittanceForm, Check::QuittanceSignature);
        self.read::<Quittance>(bytes, checks, |quittance| {
            let case = quittance::Case { pin: &self.pin, quittance, level: Level::None };
            quittance::outcomes(&case).map(Finding::from).collect()
        })
    }

    /// The checks of an ombudsman's release.
    #[must_use]
    pub fn release(&self, bytes: &[u8]) -> Vec<Finding> {
        let form = |error| Refusal::new(Check::ReleaseForm, error);
        let read = Parsed::<Release>::parse(bytes).map_err(form).and_then(|parsed| {
            let verified = self.trust.verify(parsed, Role::Ombudsman);
            verified.map_err(|error| authority::unverified(&error, Check::ReleaseSignature))
        });
        let release = match read {
            Ok((release, _)) => release,
            Err(refusal) => return vec![refusal.into()],
        };
        let parties = match release::is_for(&self.pin, &release) {
            Ok(()) => Finding::held(Check::ReleaseParties),
            Err(check) => Finding { check, outcome: Err(String::new()) },
        };
        vec![Finding::held(Check::ReleaseForm), Finding::held(Check::ReleaseSignature), parties]
    }

    /// The checks of form and signature, then those of the content.
    pub(super) fn read<D: Document>(
        &self,
        bytes: &[u8],
        checks: (Check, Check),
        content: impl FnOnce(&Verified<D>) -> Vec<Finding>,
    ) -> Vec<Finding> {
        match verify::<D>(bytes, &self.trust, checks) {
            Err(refusal) => vec![refusal.into()],
            Ok((document, _)) => {
                let mut findings = vec![Finding::held(checks.0), Finding::held(checks.1)];
                findings.extend(content(&document));
                findings
            }
        }
    }

    /// The day at an instant, where the contract counts its days.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> jiff::civil::Date {
        self.pin.day(at)
    }
}
