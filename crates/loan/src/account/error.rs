use ident::TransactionId;
use jiff::civil::Date;
use money::{Currency, MAX_MINOR, Money, MoneyError};

use crate::restructure::RestructureError;
use crate::{Portion, SettlementError};

/// Why an account refused a transaction or a reversal. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// The amount is zero or negative.
    #[error("the amount is {0:?}: it must be above zero")]
    NotPositive(Money),
    /// The amount is in another currency than the loan. It is never converted.
    #[error("the amount is in {got}: the loan is in {expected}")]
    Currency {
        /// The loan's currency.
        expected: Currency,
        /// The amount's currency.
        got: Currency,
    },
    /// A transaction with this id was entered before.
    #[error("transaction {0} was entered before")]
    Duplicate(TransactionId),
    /// All amounts together would exceed [`MAX_MINOR`] less the schedule's total.
    #[error("all amounts together would exceed the limit of {MAX_MINOR} minor units less the loan")]
    TooLarge,
    /// There is no such transaction.
    #[error("there is no transaction {0}")]
    Unknown(TransactionId),
    /// The transaction was reversed before.
    #[error("transaction {0} is reversed already")]
    AlreadyReversed(TransactionId),
    /// Another live transaction is about this one.
    #[error("transaction {other} is about {id}: reverse it first")]
    StandsUnder {
        /// The transaction to reverse.
        id: TransactionId,
        /// The one that is about it.
        other: TransactionId,
    },
    /// The transaction named isn't of the kind that can be adjusted, waived or charged back so.
    #[error("transaction {0} is of another kind: name a charge to adjust or waive, a payment to charge back")]
    WrongKind(TransactionId),
    /// The transaction would count before the one that it is about.
    #[error("transaction {of} counts from {from}: what is about it can't count earlier")]
    BeforeItsCause {
        /// The transaction named.
        of: TransactionId,
        /// Its value date.
        from: Date,
    },
    /// More than is left of the transaction named.
    #[error("{got:?} is more than the {left:?} left of transaction {of}")]
    BeyondItsCause {
        /// The transaction named.
        of: TransactionId,
        /// What is left of it.
        left: Money,
        /// What was asked.
        got: Money,
    },
    /// Only fees and penalties are charged.
    #[error("{} is not charged: charge a fee or a penalty", .0.as_str())]
    NotAChargeablePortion(Portion),
    /// The payment doesn't cover the payoff.
    #[error("{got:?} does not pay the loan off: {needed:?} does")]
    BelowPayoff {
        /// The quote's total.
        needed: Money,
        /// The payment.
        got: Money,
    },
    /// More than the borrower's credit balance.
    #[error("{got:?} is more than the credit balance of {credit:?}")]
    BeyondCredit {
        /// The credit balance.
        credit: Money,
        /// What was asked.
        got: Money,
    },
    /// More than is owed.
    #[error("{got:?} is more than the {owed:?} owed of it")]
    BeyondOwed {
        /// What is owed.
        owed: Money,
        /// What was asked.
        got: Money,
    },
    /// Nothing of it is owed.
    #[error("nothing of it is owed")]
    NothingOwed,
    /// A debt is charged off once.
    #[error("the debt was charged off on {0} already: reverse that first")]
    ChargedOff(Date),
    /// Money before anything was given up is a payment.
    #[error("nothing was charged off or written off: enter it as a payment")]
    NothingToRecover,
    /// The plan can't be changed that way.
    #[error(transparent)]
    Restructure(#[from] RestructureError),
    /// The account was opened without its terms.
    #[error("the plan can't be changed: the account doesn't know how its interest is reckoned")]
    NoInterestRules,
    /// A re-age is undone only while nothing came after it.
    #[error("transaction {0} changed the plan and others came after it: reverse those first")]
    NotTheLatest(TransactionId),
    /// The terms of a settlement offer make no sense.
    #[error(transparent)]
    Settlement(#[from] SettlementError),
    /// One settlement offer at a time.
    #[error("settlement offer {id} stands through {valid_through}: withdraw it first")]
    OfferStands {
        /// The offer.
        id: TransactionId,
        /// Its last day.
        valid_through: Date,
    },
    /// There is no offer to withdraw: it was accepted, is over, or was withdrawn before.
    #[error("settlement offer {0} does not stand any more")]
    NoSuchOffer(TransactionId),
    /// Who began to pay as offered may finish.
    #[error("{received:?} was paid toward settlement offer {id}: it stands through {valid_through}")]
    OfferBegun {
        /// The offer.
        id: TransactionId,
        /// What was paid.
        received: Money,
        /// Its last day.
        valid_through: Date,
    },
    /// Neither an offer nor its end reaches back behind what was entered since.
    #[error(
        "a settlement offer and its withdrawal count from {0} or later: transactions of that day are entered"
    )]
    OfferBackdated(Date),
    /// Borrowers rely on an offer.
    #[error(
        "transaction {0} is a settlement offer or its end, which can't be reversed: withdraw an offer instead"
    )]
    OfferStays(TransactionId),
    /// The stored transactions aren't in order or contradict each other.
    #[error("not the transactions of an account: {0}")]
    Broken(&'static str),
    /// An amount left the range.
    #[error(transparent)]
    Money(#[from] MoneyError),
}
