use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PlanSide;
use crate::DaysPastDue;
use crate::restructure::Restructuring;

/// How late a loan is reported to be, in the steps of the Metro 2 format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BureauClass {
    /// Fewer than 30 days.
    Current,
    /// 30 to 59 days.
    Days30,
    /// 60 to 89 days.
    Days60,
    /// 90 to 119 days.
    Days90,
    /// 120 to 149 days.
    Days120,
    /// 150 to 179 days.
    Days150,
    /// 180 days and more.
    Days180,
}

impl BureauClass {
    /// The class of some days past due.
    #[must_use]
    pub const fn of(days: DaysPastDue) -> Self {
        match days.0 {
            0..=29 => Self::Current,
            30..=59 => Self::Days30,
            60..=89 => Self::Days60,
            90..=119 => Self::Days90,
            120..=149 => Self::Days120,
            150..=179 => Self::Days150,
            _ => Self::Days180,
        }
    }

    /// The account status code of Metro 2.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Current => "11",
            Self::Days30 => "71",
            Self::Days60 => "78",
            Self::Days90 => "80",
            Self::Days120 => "82",
            Self::Days150 => "83",
            Self::Days180 => "84",
        }
    }
}

/// What is reported of the help itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arrangement {
    /// Payments or interest rest for a while.
    Forbearance,
    /// The contract was changed for good.
    Modified,
}

/// What a credit bureau is told before and after a change of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BureauEffect {
    /// The class under the old plan.
    pub before: BureauClass,
    /// The class under the new one.
    pub after: BureauClass,
    /// The first day of the reported delinquency: a change of the plan doesn't move it.
    pub first_delinquent_on: Option<Date>,
    /// What is reported of the change.
    pub arrangement: Arrangement,
}

impl BureauEffect {
    pub(super) fn of(
        old: &PlanSide,
        new: &PlanSide,
        change: &Restructuring,
        first_delinquent_on: Option<Date>,
    ) -> Self {
        let arrangement = match change {
            Restructuring::Holiday { .. } | Restructuring::InterestPause { .. } => Arrangement::Forbearance,
            _ => Arrangement::Modified,
        };
        Self {
            before: BureauClass::of(old.days_past_due),
            after: BureauClass::of(new.days_past_due),
            first_delinquent_on,
            arrangement,
        }
    }
}
