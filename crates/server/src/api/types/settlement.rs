use money::Currency;
use serde::{Deserialize, Serialize};
use servicing::settlement::SettlementStage;
use utoipa::ToSchema;

use super::{Amount, AmountText, Day, id};

/// What would be taken instead of what is owed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettlementBody {
    /// The amount, below what pays the loan off.
    pub(crate) amount: AmountText,
    /// The last day on which a payment accepts it, at most 180 days from today.
    pub(crate) valid_through: Day,
}

/// What a settlement would come to today.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SettlementQuoteView {
    /// The currency of all amounts.
    #[schema(value_type = id::Currency)]
    pub(crate) currency: Currency,
    /// What would pay the loan off today.
    pub(crate) payoff: Amount,
    /// What would be taken instead.
    pub(crate) amount: Amount,
    /// What would be forgiven.
    pub(crate) forgiven: Amount,
    /// The last day on which a payment would accept it.
    pub(crate) valid_through: Day,
}

/// An offer to take less than is owed. All amounts are in the contract's currency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SettlementView {
    /// `awaiting_approval`, `open` or `accepted`.
    #[schema(value_type = String, example = "open")]
    pub(crate) stage: SettlementStage,
    /// What is taken.
    pub(crate) amount: Amount,
    /// What was paid toward it since it is open.
    pub(crate) received: Amount,
    /// What is still to pay until nothing is owed: of the amount, and what is missing.
    pub(crate) to_pay: Amount,
    /// What is owed besides the amount: it came from before the offer and was taken back since.
    pub(crate) missing: Amount,
    /// What is forgiven: of an accepted offer what was, else what would be if it were paid on the day of the offer.
    pub(crate) forgiven: Amount,
    /// The last day on which a payment accepts it.
    pub(crate) valid_through: Day,
    /// How many people must approve, your own system not counted.
    #[schema(example = 1)]
    pub(crate) approvals_needed: u8,
    /// How many did.
    #[schema(example = 1)]
    pub(crate) approvals_given: u64,
}
