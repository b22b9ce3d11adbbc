use jiff::civil::Date;
use money::Money;

use crate::history::rating;

/// How an account stands at the end of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// It runs, so many days past due.
    Open {
        /// 0 when nothing is overdue.
        days_past_due: u32,
    },
    /// It is no longer expected to be paid.
    ChargedOff {
        /// What was charged off at first; recoveries don't change it.
        amount: Money,
    },
    /// Paid in full.
    Paid {
        /// When.
        on: Date,
        /// How late it was in its last month.
        days_past_due: u32,
    },
    /// Paid in full after it was charged off.
    PaidAfterChargeOff {
        /// When.
        on: Date,
        /// What was charged off at first.
        amount: Money,
    },
    /// The borrower gave the device back and still owes.
    Surrendered {
        /// When.
        on: Date,
        /// How late it was then.
        days_past_due: u32,
    },
}

impl Condition {
    /// The account status code.
    pub(crate) const fn status(self) -> &'static str {
        match self {
            Self::Open { days_past_due: 0..=29 } => "11",
            Self::Open { days_past_due: 30..=59 } => "71",
            Self::Open { days_past_due: 60..=89 } => "78",
            Self::Open { days_past_due: 90..=119 } => "80",
            Self::Open { days_past_due: 120..=149 } => "82",
            Self::Open { days_past_due: 150..=179 } => "83",
            Self::Open { .. } => "84",
            Self::ChargedOff { .. } => "97",
            Self::Paid { .. } => "13",
            Self::PaidAfterChargeOff { .. } => "64",
            Self::Surrendered { .. } => "95",
        }
    }

    /// The payment rating, which only a closed account has.
    pub(crate) const fn rating(self) -> Option<char> {
        match self {
            Self::Paid { days_past_due, .. } | Self::Surrendered { days_past_due, .. } => {
                Some(rating(days_past_due))
            }
            Self::Open { .. } | Self::ChargedOff { .. } | Self::PaidAfterChargeOff { .. } => None,
        }
    }

    /// When it was closed.
    pub(crate) const fn closed_on(self) -> Option<Date> {
        match self {
            Self::Paid { on, .. } | Self::PaidAfterChargeOff { on, .. } | Self::Surrendered { on, .. } => {
                Some(on)
            }
            Self::Open { .. } | Self::ChargedOff { .. } => None,
        }
    }

    pub(crate) const fn charged_off(self) -> Option<Money> {
        match self {
            Self::ChargedOff { amount } | Self::PaidAfterChargeOff { amount, .. } => Some(amount),
            Self::Open { .. } | Self::Paid { .. } | Self::Surrendered { .. } => None,
        }
    }

    /// Whether nothing is owed any more.
    pub(crate) const fn is_paid(self) -> bool {
        matches!(self, Self::Paid { .. } | Self::PaidAfterChargeOff { .. })
    }

    /// Whether it is reported as late: from 30 days on, or lost.
    pub(crate) const fn is_delinquent(self) -> bool {
        match self {
            Self::Open { days_past_due } | Self::Paid { days_past_due, .. } => days_past_due >= 30,
            Self::ChargedOff { .. } | Self::PaidAfterChargeOff { .. } | Self::Surrendered { .. } => true,
        }
    }
}
