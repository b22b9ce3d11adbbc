use jiff::civil::Date;
use money::Money;
use serde::{Deserialize, Serialize};

use crate::Split;

/// What pays the loan off as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayoffQuote {
    /// The day through which interest is charged.
    pub on: Date,
    /// All unpaid principal.
    pub principal: Money,
    /// Unpaid interest earned by that day: of installments due, and of the running period by elapsed days.
    pub interest: Money,
    /// Unpaid fees and penalties, due or not.
    pub charges: Money,
    /// Interest of later days that is given up, whether it was already paid or not.
    pub rebate: Money,
    /// The part of the rebate that was already paid; it counts toward the payoff.
    pub prepaid: Money,
    /// What must be received: principal, interest and charges less what was prepaid, zero at least.
    pub total: Money,
}

/// Interest given up at an early payoff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rebate {
    /// Future interest that was still unpaid: no longer owed.
    pub canceled: Money,
    /// Future interest that had been paid in advance, and what it pays now instead.
    pub returned: Split,
    /// How much of both had not been taken off unearned interest before.
    pub unearned: Money,
}
