use ident::TransactionId;
use jiff::civil::Date;
use loan::TransactionBody;

/// Something other than the borrower's own payment that moves the account: a charge, a waiver, a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Booking {
    /// Its identifier, unique in the account.
    pub id: TransactionId,
    /// The day it counts from: the loan's first day or later, today at the latest.
    pub value_on: Date,
    /// What it is.
    pub body: TransactionBody,
}
