use jiff::civil::Date;
use money::{AnnualRate, Currency, MAX_MINOR, Money};

use crate::Percent;

/// The most installments a loan may have: fifty years of months.
pub(crate) const MAX_INSTALLMENTS: u16 = 600;
/// The most units between two due dates: a leap year of days.
pub(crate) const MAX_EVERY: u16 = 366;
/// The longest term in years.
pub(crate) const MAX_YEARS: u16 = 50;

/// Why no schedule follows from the terms. Says what is wrong and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TermsError {
    /// The price is zero or negative.
    #[error("the price is {0:?}: it must be above zero")]
    PriceNotPositive(Money),
    /// Principal and interest together are beyond [`MAX_MINOR`].
    #[error("{0:?} with its interest exceeds {MAX_MINOR} minor units: lower the price, the rate or the term")]
    TotalTooLarge(Money),
    /// The down payment is negative.
    #[error("the down payment is {0:?}: it must be zero or more")]
    DownPaymentNegative(Money),
    /// Down payment and price have different currencies.
    #[error("the down payment is in {0}: it must be in {1} as the price is")]
    DownPaymentCurrency(Currency, Currency),
    /// Nothing is left to finance.
    #[error("the down payment is {0:?}: it must be less than the price of {1:?}")]
    DownPaymentNotBelowPrice(Money, Money),
    /// The rate is so high for so many periods that no level installment can be reckoned.
    #[error(
        "{0:?} a year can't be reckoned over so many periods: lower the rate or the number of installments"
    )]
    RateTooHigh(AnnualRate),
    /// Some amount of the schedule is beyond [`MAX_MINOR`].
    #[error("an installment exceeds {MAX_MINOR} minor units: lower the price, the rate or the term")]
    AmountTooLarge,
    /// An advance is not above zero.
    #[error("the advance of {0} is {1:?}: it must be above zero, in the currency of the price")]
    AdvanceAmount(Date, Money),
    /// An advance comes too early or too late.
    #[error("the advance of {0} must be from {1} on and before the last due date {2}")]
    AdvanceOutsideTerm(Date, Date, Date),
    /// Nothing would ever be due.
    #[error("grace for {0} of {1} installments: at least one must be left without it")]
    GraceTooLong(u16, u16),
    /// What installments must be a multiple of is no amount.
    #[error("installments in multiples of {0:?}: it must be above zero, in the currency of the price")]
    Multiple(Money),
    /// The down payment leaves nothing of a disbursement.
    #[error("a down payment of {0:?} leaves nothing of {1:?}: take less than the whole")]
    DownPaymentPercent(Percent, Money),
    /// A fee's amount is no amount of this loan.
    #[error("the fee `{0}` must be above zero, in the currency of the price")]
    FeeAmount(String),
    /// A fee is due when nothing else is.
    #[error("the fee `{0}` on {1} is outside the term: take a day from {2} through the last due date")]
    FeeOutsideTerm(String, Date, Date),
    /// Daily recalculation of interest goes with a plain declining loan only.
    #[error(
        "interest recalculated daily goes with one disbursement, declining interest and equal installments, \
        without grace or a down payment from it: change {0}"
    )]
    Recalculation(&'static str),
    /// Nobody ever works.
    #[error("no working day is within a month of {0}: shorten the weekend or the holidays")]
    NoWorkingDay(Date),
    /// Two due dates moved to the same day, or one before the start.
    #[error("two due dates move to {0}, or one before the start: take a longer rhythm or another rule")]
    DueDatesMeet(Date),
    /// No or too many installments.
    #[error("{0} installments: there must be 1 to {MAX_INSTALLMENTS}")]
    Installments(u16),
    /// Some installment would repay no principal.
    #[error(
        "{0:?} over {1} installments leaves some without principal: finance more or take fewer installments"
    )]
    PrincipalTooSmall(Money, u16),
    /// The last due date is too far away.
    #[error(
        "the last due date is more than {MAX_YEARS} years after the start: take fewer installments, the last by {0}"
    )]
    TermTooLong(Date),
    /// The rhythm counts no or too many units.
    #[error("every {0} units: the count must be 1 to {MAX_EVERY}")]
    EveryCount(u16),
    /// The rhythm runs out of the calendar.
    #[error("the rhythm runs beyond the year 9999: take a shorter one")]
    BeyondCalendar,
    /// The first due date isn't after the start.
    #[error("the first due date {0} must be after the start {1}")]
    FirstDueNotAfterStart(Date, Date),
    /// The first due date is too far away.
    #[error("the first due date {0} is more than {MAX_YEARS} years after the start: take one up to {1}")]
    FirstDueTooLate(Date, Date),
    /// The calendar ends before the longest term does.
    #[error(
        "the start {0} is too late: the calendar ends with the year 9999, {MAX_YEARS} years must be left"
    )]
    StartTooLate(Date),
}

impl TermsError {
    /// The request field at fault.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::PriceNotPositive(_) | Self::TotalTooLarge(_) | Self::AmountTooLarge => "price",
            Self::AdvanceAmount(..) | Self::AdvanceOutsideTerm(..) => "advances",
            Self::GraceTooLong(..) => "grace",
            Self::DownPaymentPercent(..) => "down_payment_percent",
            Self::FeeAmount(_) | Self::FeeOutsideTerm(..) => "fees",
            Self::NoWorkingDay(_) | Self::DueDatesMeet(_) => "working_days",
            Self::Recalculation(_) => "interest_recalculation",
            Self::Multiple(_) => "installment_multiple",
            Self::DownPaymentNegative(_)
            | Self::DownPaymentCurrency(..)
            | Self::DownPaymentNotBelowPrice(..) => "down_payment",
            Self::RateTooHigh(_) => "annual_rate_percent",
            Self::Installments(_) | Self::PrincipalTooSmall(..) | Self::TermTooLong(_) => "installments",
            Self::EveryCount(_) | Self::BeyondCalendar => "every",
            Self::FirstDueNotAfterStart(..) | Self::FirstDueTooLate(..) => "first_due_on",
            Self::StartTooLate(_) => "starts_on",
        }
    }
}
