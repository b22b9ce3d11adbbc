mod body;
mod kind;

pub use body::{ChargeTiming, TransactionBody, Waived};
pub use kind::TransactionKind;

use ident::TransactionId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Something that moves an account. The account is the fold of its transactions by value date; on the same
/// day, by order of arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transaction {
    /// Its identifier, unique in the account.
    pub id: TransactionId,
    /// The day on which it counts.
    pub value_on: Date,
    /// The day on which it was entered.
    pub booked_on: Date,
    /// What it is.
    pub body: TransactionBody,
    /// Whether it was taken back; it then counts for nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reversed: bool,
}

impl Transaction {
    /// A transaction that counts on the day it is entered.
    #[must_use]
    pub const fn new(id: TransactionId, on: Date, body: TransactionBody) -> Self {
        Self { id, value_on: on, booked_on: on, body, reversed: false }
    }

    /// The same transaction, counting on another day than the one it is entered on.
    #[must_use]
    pub fn valued(self, value_on: Date) -> Self {
        Self { value_on, ..self }
    }

    /// Whether it is charged for an installment that is late: it then comes before all else of its day.
    #[must_use]
    pub(crate) const fn is_late_charge(&self) -> bool {
        matches!(self.body, TransactionBody::Charge { due: ChargeTiming::Late(_), .. })
    }

    /// What kind it is.
    #[must_use]
    pub const fn kind(&self) -> TransactionKind {
        self.body.kind()
    }
}
