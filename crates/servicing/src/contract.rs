use ident::{ContractId, DeviceId, Imei, LenderId};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use loan::LoanAccount;
use money::{Currency, Money};
use policy::{PackRef, Rhythm};
use proof::Digest;
use proof::documents::Contact;
use proof::keys::PublicKey;
use serde::{Deserialize, Serialize};

use crate::help::Help;
use crate::settlement::SettlementOffer;
use crate::{Announced, Codes, Delinquency, Hold, Restriction, WrongfulMeter};

/// Everything a contract is. Days past due, buckets and balances are derived from it, never stored in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contract {
    /// Its identifier.
    pub id: ContractId,
    /// Whose claim it is.
    pub lender: LenderId,
    /// What the device shows of the lender.
    pub lender_profile: LenderProfile,
    /// Counts every change; the store compares and sets it.
    pub version: u64,
    /// Where in its life it stands.
    pub status: ContractStatus,
    /// Who owes.
    pub borrower: Borrower,
    /// What is financed.
    pub device: Device,
    /// What was agreed about money.
    pub terms: loan::Terms,
    /// What was paid and what is owed.
    pub account: LoanAccount,
    /// The IANA time zone of its days and hours.
    pub time_zone: String,
    /// The rules it is under.
    pub pack: PackRef,
    /// What the borrower writes on a payment.
    pub payment_reference: String,
    /// The lender's own name for it.
    pub external_reference: Option<String>,
    /// Where the borrower can pay.
    pub pay_url: String,
    /// When the offer was made.
    pub created_at: Timestamp,
    /// When the borrower accepted, and the digest of the signed terms.
    pub accepted: Option<AcceptedTerms>,
    /// The last due date that has come; what falls due later is announced when it does.
    #[serde(default)]
    pub fell_due_through: Option<Date>,
    /// The interest posted as income so far.
    pub interest_earned: Money,
    /// The oldest unpaid due date whose passing was announced.
    pub overdue_noted: Option<Date>,
    /// The day the last payment counted.
    pub settled_on: Option<Date>,
    /// All that was paid in installments by then.
    pub total_paid: Option<Money>,
    /// The delinquency under way, if any.
    pub delinquency: Option<Delinquency>,
    /// What keeps a restriction away for now.
    pub holds: Vec<Hold>,
    /// What announced payments have used of their time.
    pub announced: Option<Announced>,
    /// What the device is told.
    pub restriction: Restriction,
    /// The offline codes given out.
    #[serde(default)]
    pub codes: Codes,
    /// How long the phone was restricted without right.
    #[serde(default)]
    pub wrongful: WrongfulMeter,
    /// What the borrower asked for when paying became hard.
    #[serde(default)]
    pub help: Help,
    /// A voluntary return.
    #[serde(default)]
    pub giving_back: Option<loan::returns::ReturnCase>,
    /// The lender's offer to take less than is owed.
    #[serde(default)]
    pub settlement: Option<SettlementOffer>,
    /// A payoff the borrower asked for.
    pub payoff: Option<PayoffAgreement>,
    /// The next instant at which anything here can change by itself.
    pub next_action_at: Option<Timestamp>,
    /// How many postings were made.
    pub postings: u64,
    /// How many events were recorded.
    pub events: u64,
}

/// Where in its life a contract stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContractStatus {
    /// Shown to the borrower, not yet accepted.
    Offered,
    /// Accepted and running.
    Active,
    /// Paid in full; the quittance is issued.
    Settled,
    /// Withdrawn before acceptance.
    Cancelled,
    /// A payment was reversed after the quittance, or the ombudsman freed the device: a debt without a device
    /// behind it (invariant I4).
    Unsecured,
}

impl ContractStatus {
    /// The word used in the API, pages and the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Active => "active",
            Self::Settled => "settled",
            Self::Cancelled => "cancelled",
            Self::Unsecured => "unsecured",
        }
    }
}

/// Who owes, and how to reach them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Borrower {
    /// The name as the borrower writes it.
    pub name: String,
    /// A phone number for messages.
    #[serde(default)]
    pub phone: Option<String>,
    /// An e-mail address for messages.
    #[serde(default)]
    pub email: Option<String>,
    /// A BCP 47 language tag.
    pub language: String,
}

/// What the device shows of the lender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LenderProfile {
    /// The name people know.
    pub name: String,
    /// How to reach the lender: part of the floor.
    pub contact: Contact,
}

/// The financed device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Its identifier.
    pub id: DeviceId,
    /// Every IMEI of the phone.
    pub imeis: Vec<Imei>,
    /// The maker's serial number.
    pub serial: String,
    /// The model's name.
    pub model: String,
    /// Set by enrollment.
    pub enrolled: Option<EnrolledDevice>,
}

/// A device that holds the terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolledDevice {
    /// The device's own key.
    pub key: PublicKey,
    /// When it enrolled first.
    pub at: Timestamp,
    /// The keys it had before, oldest first: what they signed stays evidence.
    #[serde(default)]
    pub former_keys: Vec<PublicKey>,
}

impl EnrolledDevice {
    /// All keys that are or were this device's.
    pub fn keys(&self) -> impl Iterator<Item = &PublicKey> {
        std::iter::once(&self.key).chain(&self.former_keys)
    }
}

/// What the borrower agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedTerms {
    /// When.
    pub at: Timestamp,
    /// The payload digest of the signed terms.
    pub digest: Digest,
}

/// A payoff at a fixed amount until a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoffAgreement {
    /// What settles the contract.
    pub amount: Money,
    /// The day the amount was computed for.
    pub quoted_on: Date,
    /// The last day on which it settles.
    pub valid_through: Date,
}

impl Contract {
    /// The currency of everything in it.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.terms.price.currency()
    }

    /// The contract's local time at an instant.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> Zoned {
        // The name was looked up when the offer was made; the time zone database is part of the binary.
        at.to_zoned(TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC))
    }

    /// The contract's calendar day at an instant.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> Date {
        self.local(at).date()
    }

    /// The first instant of a calendar day.
    #[must_use]
    pub fn start_of(&self, day: Date) -> Option<Timestamp> {
        let zone = TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC);
        Some(day.to_zoned(zone).ok()?.timestamp())
    }

    /// Which of a pack's numbers apply.
    #[must_use]
    pub fn rhythm(&self) -> Rhythm {
        let weekly = match self.terms.every.unit {
            loan::Unit::Day => self.terms.every.count <= 7,
            loan::Unit::Week => self.terms.every.count == 1,
            loan::Unit::Month | loan::Unit::Year => false,
        };
        if weekly { Rhythm::WeeklyOrShorter } else { Rhythm::Longer }
    }

    /// The oldest unpaid due date that notices were about: days past due count from it for a restriction. A
    /// reversal may bring back an older debt, of which no notice spoke; it lets no level rise. `None` outside a
    /// delinquency.
    #[must_use]
    pub fn oldest_noticed_due_on(&self) -> Option<Date> {
        let since = self.delinquency.as_ref()?.since;
        self.account.oldest_unpaid_due_on().map(|oldest| oldest.max(since))
    }

    /// The end of the pause of delinquency that runs on a day: the first day that counts again.
    #[must_use]
    pub fn paused_until(&self, day: Date) -> Option<Date> {
        let running = self.account.pauses().iter().filter(|pause| pause.from <= day && day < pause.ends_on());
        running.map(loan::Pause::ends_on).max()
    }

    /// Whether the borrower waits for an answer or is giving the device back. The hold for hardship stands as long.
    #[must_use]
    pub fn asks_for_help(&self) -> bool {
        let gives_back = self.giving_back.as_ref().is_some_and(loan::returns::ReturnCase::is_open);
        self.help.open.is_some() || gives_back
    }

    /// Whether it ended while a device is being returned: what is left of the return still can be done.
    #[must_use]
    pub fn return_outlives_it(&self) -> bool {
        let ended = matches!(self.status, ContractStatus::Settled | ContractStatus::Unsecured);
        ended && self.giving_back.as_ref().is_some_and(loan::returns::ReturnCase::is_open)
    }

    /// Whether it is accepted and running.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.status == ContractStatus::Active
    }
}
