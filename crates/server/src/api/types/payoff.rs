use money::Currency;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Amount, Day, id};

/// What pays the loan off as of a day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PayoffQuoteView {
    /// The day through which interest is charged.
    pub(crate) on: Day,
    /// The currency of all amounts.
    #[schema(value_type = id::Currency)]
    pub(crate) currency: Currency,
    /// All unpaid principal.
    pub(crate) principal: Amount,
    /// Unpaid interest earned by that day.
    pub(crate) interest: Amount,
    /// Interest of later days that is given up.
    pub(crate) rebate: Amount,
    /// The part of the rebate that was already paid; it counts toward the payoff.
    pub(crate) prepaid: Amount,
    /// What must be received.
    pub(crate) total: Amount,
}

/// A payoff at a fixed amount until a day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PayoffAgreementView {
    /// What settles the contract.
    pub(crate) amount: Amount,
    /// The last day on which it does.
    pub(crate) valid_through: Day,
}
