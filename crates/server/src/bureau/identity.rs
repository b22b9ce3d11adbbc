use bureau::{Address, Consumer, ConsumerFault};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who a borrower is, as it is kept: sealed, beside the contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct IdentityPaper {
    pub(crate) surname: String,
    pub(crate) first_name: String,
    pub(crate) middle_name: Option<String>,
    pub(crate) birth_date: Date,
    pub(crate) social_security_number: String,
    pub(crate) address: AddressPaper,
}

/// An address in the United States.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AddressBody)]
pub(crate) struct AddressPaper {
    /// Number and street.
    #[schema(example = "12 Elm Street")]
    pub(crate) line_1: String,
    /// Apartment and the like.
    pub(crate) line_2: Option<String>,
    /// The city.
    #[schema(example = "Austin")]
    pub(crate) city: String,
    /// Two letters.
    #[schema(example = "TX")]
    pub(crate) state: String,
    /// Five or nine digits.
    #[schema(example = "78701")]
    pub(crate) zip: String,
}

impl IdentityPaper {
    /// As the file has it. `today` is the day by which one must have been born.
    pub(crate) fn consumer(&self, telephone: Option<&str>, today: Date) -> Result<Consumer, ConsumerFault> {
        let number = self.social_security_number.parse();
        let number = number.map_err(|_| ConsumerFault {
            field: "social_security_number",
            what: "write nine digits that the Social Security Administration gives out, such as 123-45-6789",
        })?;
        let AddressPaper { line_1, line_2, city, state, zip } = self.address.clone();
        let consumer = Consumer {
            surname: self.surname.clone(),
            first_name: self.first_name.clone(),
            middle_name: self.middle_name.clone(),
            social_security_number: number,
            born_on: self.birth_date,
            telephone: telephone.map(str::to_owned),
            address: Address { line_1, line_2, city, state, zip },
        };
        consumer.check(today)?;
        Ok(consumer)
    }
}
