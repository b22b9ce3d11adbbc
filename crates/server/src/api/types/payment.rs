use ident::{ContractId, PaymentId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::words::PaymentStatus;
use super::{Amount, AmountText, Day, Instant, id};

/// A payment that you received by yourself.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPayment {
    /// How much, above zero.
    pub(crate) amount: AmountText,
    /// The currency.
    #[schema(value_type = id::Currency)]
    pub(crate) currency: String,
    /// The day it counts for; today when absent.
    pub(crate) value_on: Option<Day>,
    /// Your own name for the payment, unique on its rail: the same again has no effect.
    #[schema(example = "till-4-receipt-991")]
    pub(crate) external_id: String,
}

/// Which contract a payment in suspense is for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MatchRequest {
    /// One of your contracts.
    #[schema(value_type = id::ContractId)]
    pub(crate) contract: ContractId,
}

/// A payment or its reversal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PaymentView {
    /// Its identifier.
    #[schema(value_type = id::PaymentId)]
    pub(crate) id: PaymentId,
    /// `payment` or `reversal`.
    #[schema(example = "payment")]
    pub(crate) kind: String,
    /// What became of it.
    #[schema(value_type = PaymentStatus)]
    pub(crate) status: String,
    /// The contract; absent while in suspense.
    #[schema(value_type = Option<id::ContractId>)]
    pub(crate) contract: Option<ContractId>,
    /// The way it came.
    #[schema(example = "api")]
    pub(crate) rail: String,
    /// The rail's name for it.
    #[schema(example = "till-4-receipt-991")]
    pub(crate) external_id: String,
    /// How much.
    pub(crate) amount: Amount,
    /// The currency.
    #[schema(value_type = id::Currency)]
    pub(crate) currency: String,
    /// The day it counts for.
    pub(crate) value_on: Day,
    /// When the server got it.
    pub(crate) received_at: Instant,
    /// What the payer stated.
    #[schema(example = "7K3MW9PA")]
    pub(crate) reference: Option<String>,
}
