use ident::ContractId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Day, id, object};
use crate::bureau::{AddressPaper, IdentityPaper};

/// Which month.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MonthQuery {
    /// A month that is over, as YYYY-MM.
    #[param(example = "2026-01")]
    pub(crate) month: String,
}

/// Who a borrower is, for credit bureaus alone. It is kept sealed and shown to nobody else.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "surname": "Doe",
    "first_name": "Alex",
    "birth_date": "1990-04-23",
    "social_security_number": "123-45-6789",
    "address": {"line_1": "12 Elm Street", "city": "Austin", "state": "TX", "zip": "78701"}
}))]
pub(crate) struct IdentityRequest {
    /// The family name, in Latin letters.
    surname: String,
    /// The given name, in Latin letters.
    first_name: String,
    /// The middle name or initial.
    middle_name: Option<String>,
    /// The day of birth.
    birth_date: Day,
    /// Nine digits, with or without hyphens.
    #[schema(example = "123-45-6789")]
    social_security_number: String,
    /// Where they live.
    #[serde(deserialize_with = "object")]
    address: AddressPaper,
}

/// Who a borrower is, as far as it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct IdentityView {
    /// The family name.
    pub(crate) surname: String,
    /// The given name.
    pub(crate) first_name: String,
    /// The middle name or initial.
    pub(crate) middle_name: Option<String>,
    /// The day of birth.
    pub(crate) birth_date: Day,
    /// The last four digits.
    #[schema(example = "6789")]
    pub(crate) social_security_number_ends: String,
    /// Where they live.
    pub(crate) address: AddressPaper,
}

/// Loans that are in no file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LeftOutList {
    /// By contract.
    pub(crate) data: Vec<LeftOutView>,
}

/// A loan that is in no file, and why.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LeftOutView {
    /// The contract.
    #[schema(value_type = id::ContractId)]
    pub(crate) contract: ContractId,
    /// What is missing, or can't be written.
    #[schema(example = "the loan is in KES, and the format knows US dollars only")]
    pub(crate) why: String,
}

impl From<IdentityRequest> for IdentityPaper {
    fn from(request: IdentityRequest) -> Self {
        let IdentityRequest { surname, first_name, middle_name, birth_date, social_security_number, address } =
            request;
        Self { surname, first_name, middle_name, birth_date: birth_date.0, social_security_number, address }
    }
}

impl From<IdentityPaper> for IdentityView {
    fn from(paper: IdentityPaper) -> Self {
        let digits = paper.social_security_number;
        let ends = digits.get(digits.len().saturating_sub(4)..).unwrap_or_default().to_owned();
        Self {
            surname: paper.surname,
            first_name: paper.first_name,
            middle_name: paper.middle_name,
            birth_date: paper.birth_date.into(),
            social_security_number_ends: ends,
            address: paper.address,
        }
    }
}
