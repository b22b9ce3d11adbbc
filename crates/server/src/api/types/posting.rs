use ident::TransactionId;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Amount, Day, Instant, id};

/// A contract's entries in the books.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PostingList {
    /// By number.
    pub(crate) data: Vec<PostingView>,
}

/// A double-entry posting. Never changed, only reversed by another.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PostingView {
    /// Its place in the contract's books, from 1.
    #[schema(example = 1)]
    pub(crate) number: u64,
    /// Why it was made.
    #[schema(example = "payment")]
    pub(crate) kind: String,
    /// When it was written.
    pub(crate) booked_at: Instant,
    /// Your calendar day on which it was written: what a closing goes by.
    pub(crate) booked_on: Day,
    /// The day it counts for.
    pub(crate) value_on: Day,
    /// The transaction that caused it. A payment's has the same letters and digits as the payment.
    #[schema(value_type = Option<id::TransactionId>)]
    pub(crate) transaction: Option<TransactionId>,
    /// Its lines; debits equal credits.
    pub(crate) lines: Vec<LineView>,
}

/// One side of a posting.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LineView {
    /// The account.
    #[schema(example = "principal_receivable")]
    pub(crate) account: String,
    /// `debit` or `credit`.
    #[schema(example = "debit")]
    pub(crate) side: &'static str,
    /// How much.
    pub(crate) amount: Amount,
    /// In which currency.
    #[schema(value_type = id::Currency)]
    pub(crate) currency: String,
}

/// The fold of a lender's postings.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrialBalanceView {
    /// Everything booked by the end of this day is in it.
    pub(crate) on: Day,
    /// By account and currency.
    pub(crate) data: Vec<BalanceView>,
    /// Whether debits equal credits in every currency. Anything but `true` is a fault of ours.
    #[schema(example = true)]
    pub(crate) balanced: bool,
}

/// One account in one currency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BalanceView {
    /// The account.
    #[schema(example = "principal_receivable")]
    pub(crate) account: String,
    /// `asset`, `liability`, `income` or `expense`.
    #[schema(example = "asset")]
    pub(crate) class: Option<&'static str>,
    /// The currency.
    #[schema(value_type = id::Currency)]
    pub(crate) currency: String,
    /// All debits.
    pub(crate) debit: Amount,
    /// All credits.
    pub(crate) credit: Amount,
    /// Debits less credits.
    pub(crate) balance: Amount,
}
