use jiff::civil::Date;
use loan::{Schedule, Terms};
use money::Money;
use policy::{Pack, Rhythm};
use proof::documents::Contact;

/// Whether there is a contract yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Shown to the borrower, who may still walk away.
    Offered,
    /// The borrower accepted on this day.
    Accepted(Date),
    /// Withdrawn before acceptance.
    Cancelled,
}

/// What a sheet is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// Whether there is a contract yet.
    pub stage: Stage,
    /// The lender's name.
    pub lender: &'a str,
    /// How to reach the lender.
    pub contact: &'a Contact,
    /// The phone's model.
    pub model: &'a str,
    /// What the borrower writes on a payment.
    pub reference: &'a str,
    /// Where the borrower pays.
    pub pay_url: &'a str,
    /// What was agreed about money.
    pub terms: &'a Terms,
    /// The installments as agreed.
    pub schedule: &'a Schedule,
    /// The rules about being late.
    pub pack: &'a Pack,
    /// How often installments fall due, as far as the rules care.
    pub rhythm: Rhythm,
    /// What was charged beside the installments so far.
    pub charged: Charged,
}

/// Charges beside principal and interest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charged {
    /// Fees.
    pub fees: Money,
    /// Charges for late payment.
    pub penalties: Money,
}
