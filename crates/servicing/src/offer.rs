use ident::{ContractId, DeviceId, Imei, LenderId};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use loan::{AccountRules, LoanAccount, Terms, TermsError};
use money::Money;
use policy::Pack;

use crate::help::Help;
use crate::{
    Borrower, Codes, Contract, ContractStatus, Decision, Device, Event, LenderProfile, Restriction,
    WrongfulMeter,
};

/// What a lender offers a borrower. [`Offer::make`] checks it and turns it into a contract.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are documented on Contract, which they become")]
pub struct Offer {
    pub id: ContractId,
    pub lender: LenderId,
    pub lender_profile: LenderProfile,
    pub borrower: Borrower,
    pub device_id: DeviceId,
    pub imeis: Vec<Imei>,
    pub serial: String,
    pub model: String,
    pub terms: Terms,
    pub rules: AccountRules,
    pub time_zone: String,
    pub payment_reference: String,
    pub external_reference: Option<String>,
    pub pay_url: String,
}

/// Why an offer can't be made. Each names the field and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OfferError {
    /// The money side is wrong.
    #[error(transparent)]
    Terms(#[from] TermsError),
    /// A text is missing or too long.
    #[error("`{field}` has 1 to {limit} characters")]
    Text {
        /// The field.
        field: &'static str,
        /// The most characters.
        limit: usize,
    },
    /// No such time zone.
    #[error("`{0}` is not a time zone: use an IANA name such as Africa/Nairobi")]
    TimeZone(String),
    /// Not a language tag.
    #[error("`{0}` is not a language: use a tag such as en, es or pt-BR")]
    Language(String),
    /// A phone has one to four IMEIs.
    #[error("a device has 1 to 4 IMEIs, all different")]
    Imeis,
    /// Nobody could be reached.
    #[error("the borrower needs a phone number or an e-mail address")]
    NoContact,
}

impl OfferError {
    /// The request field at fault.
    #[must_use]
    pub fn field(&self) -> &'static str {
        match self {
            Self::Terms(error) => error.field(),
            Self::Text { field, .. } => field,
            Self::TimeZone(_) => "time_zone",
            Self::Language(_) => "borrower.language",
            Self::Imeis => "device.imeis",
            Self::NoContact => "borrower",
        }
    }
}

impl Offer {
    /// Checks the offer and computes its schedule.
    ///
    /// # Errors
    /// The first fault, with its field.
    pub fn make(self, pack: &Pack, now: Timestamp) -> Result<Decision, OfferError> {
        self.check()?;
        let account = LoanAccount::of(&self.terms, self.rules)?;
        account.schedule().fees(&self.terms)?;
        let total = account.schedule().total();
        let currency = total.currency();
        let contract = Contract {
            id: self.id,
            lender: self.lender,
            lender_profile: self.lender_profile,
            version: 1,
            status: ContractStatus::Offered,
            borrower: self.borrower,
            device: Device {
                id: self.device_id,
                imeis: self.imeis,
                serial: self.serial,
                model: self.model,
                enrolled: None,
            },
            terms: self.terms,
            account,
            time_zone: self.time_zone,
            pack: pack.reference(),
            payment_reference: self.payment_reference,
            external_reference: self.external_reference,
            pay_url: self.pay_url,
            created_at: now,
            accepted: None,
            fell_due_through: None,
            interest_earned: Money::zero(currency),
            overdue_noted: None,
            settled_on: None,
            total_paid: None,
            delinquency: None,
            holds: Vec::new(),
            announced: None,
            restriction: Restriction::default(),
            codes: Codes::default(),
            wrongful: WrongfulMeter::default(),
            help: Help::default(),
            giving_back: None,
            settlement: None,
            payoff: None,
            next_action_at: None,
            postings: 0,
            events: 1,
        };
        Ok(Decision {
            contract,
            events: vec![Event::Offered { total }],
            postings: Vec::new(),
            notices: Vec::new(),
            terms: None,
            warrant: None,
            standing: None,
            leaves: Vec::new(),
        })
    }

    fn check(&self) -> Result<(), OfferError> {
        check_text("borrower.name", &self.borrower.name, 200)?;
        check_text("device.serial", &self.serial, 64)?;
        check_text("device.model", &self.model, 100)?;
        if let Some(reference) = &self.external_reference {
            check_text("external_reference", reference, 100)?;
        }
        if let Some(phone) = &self.borrower.phone {
            check_text("borrower.phone", phone, 32)?;
        }
        if let Some(email) = &self.borrower.email {
            check_text("borrower.email", email, 254)?;
        }
        if self.borrower.phone.is_none() && self.borrower.email.is_none() {
            return Err(OfferError::NoContact);
        }
        check_language(&self.borrower.language)?;
        TimeZone::get(&self.time_zone).map_err(|_| OfferError::TimeZone(clip(&self.time_zone)))?;
        let mut imeis = self.imeis.clone();
        imeis.sort_unstable();
        imeis.dedup();
        if imeis.is_empty() || imeis.len() > 4 || imeis.len() != self.imeis.len() {
            return Err(OfferError::Imeis);
        }
        Ok(())
    }
}

fn check_text(field: &'static str, text: &str, limit: usize) -> Result<(), OfferError> {
    let clean =
        !text.trim().is_empty() && text.chars().count() <= limit && !text.chars().any(char::is_control);
    if clean { Ok(()) } else { Err(OfferError::Text { field, limit }) }
}

/// The shape of BCP 47: two or three letters, then subtags.
fn check_language(tag: &str) -> Result<(), OfferError> {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let good = (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
        && tag.len() <= 35;
    if good { Ok(()) } else { Err(OfferError::Language(clip(tag))) }
}

fn clip(text: &str) -> String {
    text.chars().take(40).collect()
}
