use jiff::civil::Date;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use money::Money;
use policy::{Level, NoticeKey};

use crate::Digest;

/// The complete state of a device under a contract as of the claims' `issued_at`. A higher `seq` replaces
/// everything before it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Standing {
    /// The payload digest of the pinned terms.
    #[n(0)]
    pub terms: Digest,
    /// Strictly increasing for the contract, over all its resets and sessions.
    #[n(1)]
    pub seq: u64,
    /// The restriction level; above `none` only with a warrant for it.
    #[n(2)]
    pub level: Level,
    /// Everything past due.
    #[n(3)]
    pub overdue: Money,
    /// All that is still to be paid under the contract.
    #[n(4)]
    pub outstanding: Money,
    /// The due date of the oldest unpaid installment; absent when all is paid.
    #[cbor(n(5), with = "crate::cbor::optional_day", has_nil)]
    pub oldest_unpaid_due_on: Option<Date>,
    /// The next installment to pay; absent when all is paid.
    #[n(6)]
    pub next_due: Option<NextDue>,
    /// Notices to show until the next standing.
    #[n(7)]
    pub notices: Vec<NoticeOnDevice>,
    /// The signed warrant, required for a level above `none`.
    #[n(8)]
    pub warrant: Option<ByteVec>,
    /// Place of the warrant's proof of inclusion in the public log.
    #[n(9)]
    pub log_proof: Option<ByteVec>,
    /// The signed quittance after the last payment.
    #[n(10)]
    pub quittance: Option<ByteVec>,
    /// Why nothing is restricted although something is overdue, in words for the borrower.
    #[n(11)]
    pub hold: Option<String>,
    /// The quickest way to pay what is overdue.
    #[n(12)]
    pub pay_url: String,
}

/// An installment to come.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct NextDue {
    /// The due date.
    #[cbor(n(0), with = "crate::cbor::day")]
    pub due_on: Date,
    /// What is still to be paid of it.
    #[n(1)]
    pub amount: Money,
}

/// A notice that the device must show and prove shown.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct NoticeOnDevice {
    /// Which of the pack's notices.
    #[n(0)]
    pub key: NoticeKey,
    /// The due date the delinquency began with: the same key may be needed again a year later.
    #[cbor(n(1), with = "crate::cbor::day")]
    pub delinquent_since: Date,
    /// What must be paid.
    #[n(2)]
    pub amount: Money,
    /// Full days from being shown to pay it.
    #[n(3)]
    pub cure_days: u16,
}
