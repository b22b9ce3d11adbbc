use money::Money;
use serde::{Deserialize, Serialize};

use crate::{DayCount, Grace, InterestBasis, InterestRecalculation, Leap, WorkingDays};

/// What is level over the installments of a loan on its declining balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amortization {
    /// Principal and interest together.
    #[default]
    EqualInstallments,
    /// The principal; its interest is on top.
    EqualPrincipal,
}

/// How a schedule is reckoned: what a lender chooses once for all its loans of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Conventions {
    /// What is level over the installments.
    pub amortization: Amortization,
    /// Whether periods are alike or their days count.
    pub interest_basis: InterestBasis,
    /// How days and years are counted when they do.
    pub day_count: DayCount,
    /// When a year has 366 days under actual/actual.
    pub leap: Leap,
    /// How many of the first installments leave principal or interest out.
    pub grace: Grace,
    /// What every installment but the last is a multiple of.
    pub installment_multiple: Option<Money>,
    /// Which days are worked, and where a due date goes that isn't one. Interest is reckoned to where it went.
    pub working_days: WorkingDays,
    /// Whether a large residue of the last installment is spread over all (loan servicing reference, 1.2).
    pub smoothing: bool,
    /// Whether interest follows what is really owed.
    #[serde(skip_serializing_if = "InterestRecalculation::is_none")]
    pub interest_recalculation: InterestRecalculation,
}

impl Default for Conventions {
    fn default() -> Self {
        Self {
            amortization: Amortization::default(),
            interest_basis: InterestBasis::default(),
            day_count: DayCount::default(),
            leap: Leap::default(),
            grace: Grace::default(),
            installment_multiple: None,
            working_days: WorkingDays::default(),
            smoothing: true,
            interest_recalculation: InterestRecalculation::default(),
        }
    }
}
