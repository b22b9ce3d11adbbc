use ident::{ContractId, Imei};
use serde::Deserialize;
use utoipa::IntoParams;

use super::words::{ContractStatus, PaymentStatus};
use super::{Day, id};

/// Which contracts.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ContractQuery {
    /// Only with this status.
    #[param(inline)]
    pub(crate) status: Option<ContractStatus>,
    /// Only with this name of yours.
    pub(crate) external_reference: Option<String>,
    /// Only the one that holds this IMEI now.
    #[param(value_type = Option<id::Imei>)]
    pub(crate) imei: Option<Imei>,
    /// At most this many rows, 1 to 100; 25 when absent.
    pub(crate) limit: Option<u32>,
    /// `next_cursor` of the page before.
    pub(crate) cursor: Option<String>,
}

/// Which payments.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PaymentQuery {
    /// Only of this contract.
    #[param(value_type = Option<id::ContractId>)]
    pub(crate) contract: Option<ContractId>,
    /// Only with this status.
    #[param(inline)]
    pub(crate) status: Option<PaymentStatus>,
    /// At most this many rows, 1 to 100; 25 when absent.
    pub(crate) limit: Option<u32>,
    /// `next_cursor` of the page before.
    pub(crate) cursor: Option<String>,
}

/// For which day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct QuoteQuery {
    /// The day the money would count; today when absent.
    pub(crate) on: Option<Day>,
}

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct LanguageQuery {
    /// `en`, `es`, `fr`, `hi`, `pt` or `sw`; the borrower's when absent.
    pub(crate) language: Option<String>,
}
