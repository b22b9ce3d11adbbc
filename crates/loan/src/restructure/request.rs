use jiff::civil::Date;
use money::{AnnualRate, Money};
use serde::{Deserialize, Serialize};

use crate::Every;

/// A change of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Restructuring {
    /// All that is owed moves to a new series of installments.
    ReAge(ReAge),
    /// What is overdue is spread over the installments that are left; their due dates stay.
    ReAmortize {
        /// What becomes of interest that is due and unpaid.
        interest: ReAmortizeInterest,
    },
    /// Another due date, more installments, fewer payments for a while, another amount or rate.
    Reschedule(Reschedule),
    /// Another annual rate from a day on, that day included. The installments are leveled anew.
    ChangeRate {
        /// The first day of the new rate.
        from: Date,
        /// The new rate.
        rate: AnnualRate,
    },
    /// Days without interest, both included. Installments stay as they are; the last one is lower.
    InterestPause {
        /// The first day.
        from: Date,
        /// The last day.
        through: Date,
    },
    /// The next installments are skipped: this and all later due dates move.
    Holiday {
        /// How many installments are skipped.
        installments: u16,
        /// What becomes of the interest of the holiday.
        interest: HolidayInterest,
    },
    /// A part of what is owed is given up.
    Forgive(Forgiven),
}

impl Restructuring {
    /// The day on which it counts when it is agreed on `agreed_on`: earlier only for a new rate or a pause that
    /// begins before, and for a re-age whose first due date is before.
    #[must_use]
    pub fn value_on(&self, agreed_on: Date) -> Date {
        match self {
            Self::ChangeRate { from, .. } | Self::InterestPause { from, .. } => agreed_on.min(*from),
            Self::ReAge(plan) => agreed_on.min(plan.first_due_on),
            _ => agreed_on,
        }
    }

    /// Whether it must not count before a payment that came: all but what may begin in the past.
    #[must_use]
    pub const fn follows_payments(&self) -> bool {
        !matches!(self, Self::ChangeRate { .. } | Self::InterestPause { .. })
    }

    /// The word for it in the API, documents and pages.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::ReAge(_) => "re_age",
            Self::ReAmortize { .. } => "re_amortize",
            Self::Reschedule(_) => "reschedule",
            Self::ChangeRate { .. } => "change_rate",
            Self::InterestPause { .. } => "interest_pause",
            Self::Holiday { .. } => "holiday",
            Self::Forgive(_) => "forgive",
        }
    }
}

/// The new series of a re-age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReAge {
    /// How many installments, 1 to 600.
    pub installments: u16,
    /// Their rhythm.
    pub every: Every,
    /// The first due date, on or after the day of the re-age.
    pub first_due_on: Date,
    /// What becomes of the interest.
    pub interest: ReAgeInterest,
}

/// What a re-age makes of interest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReAgeInterest {
    /// What is due and unpaid moves to the first new installment; new interest goes on as agreed.
    #[default]
    Default,
    /// What is due and unpaid is given up; new interest goes on as agreed.
    Waive,
    /// What is payable by the day is split evenly, overdue charges too; no new interest is reckoned.
    EqualAmortizationPayable,
    /// What the old plan would have charged to its end is split evenly, overdue charges too; no new interest is
    /// reckoned.
    EqualAmortizationFull,
}

/// What a re-amortization makes of interest that is due and unpaid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReAmortizeInterest {
    /// It moves to the next installment.
    #[default]
    Default,
    /// It is given up.
    Waive,
    /// It is split evenly over the installments that are left.
    EqualAmortization,
}

/// A reschedule. At least one of the changes is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reschedule {
    /// The due date of the first unpaid installment that is changed; the first one due after the day for `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Its new due date; later ones follow in their rhythm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift: Option<Shift>,
    /// What is leveled anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<NewPlan>,
}

/// A moved due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// The new due date of the first changed installment.
    pub to: Date,
}

/// What a reschedule levels anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewPlan {
    /// Installments added at the end.
    pub extra_installments: u16,
    /// Installments that repay nothing, or bear no interest until later.
    pub grace: MidTermGrace,
    /// The amount of each installment but the last, instead of a level one.
    pub installment: Option<Money>,
    /// Another annual rate from the start of the first changed installment's period on.
    pub rate: Option<AnnualRate>,
}

/// Grace in the middle of a term, counted in installments from the first changed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MidTermGrace {
    /// Installments without principal.
    pub principal: u16,
    /// Installments without interest; theirs is carried to the first one after them.
    pub interest: u16,
}

/// What becomes of the interest of a payment holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayInterest {
    /// Reckoned on what is owed at its start, added at its end.
    Carried,
    /// Added after each skipped installment, and so itself bearing interest.
    Compounded,
    /// Not charged: only the dates move.
    Waived,
}

/// What is given up, each part zero or more and together above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forgiven {
    /// Of penalties.
    pub penalty: Money,
    /// Of fees.
    pub fee: Money,
    /// Of interest that is due.
    pub interest: Money,
    /// Of principal. What isn't due is leveled anew over the same installments.
    pub principal: Money,
}
