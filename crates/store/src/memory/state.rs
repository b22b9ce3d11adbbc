use std::collections::{BTreeMap, BTreeSet};

use ident::{
    ApiKeyId, ApprovalId, ContractId, DeviceId, EndpointId, EventId, LeafId, LenderId, MessageId, OperatorId,
    PaymentId, RawEventId, SessionId,
};
use jiff::Timestamp;

use crate::ClockId;
use crate::rows::{
    ApiKeyRow, ApprovalRow, BookHead, BureauPaperRow, ClosingRow, ContractRow, DeviceRow, DocumentRow,
    EndpointRow, EventRow, FreezeRow, IdempotencyBegin, IdempotencyDone, LeafRow, LenderRow, LookupKind,
    LookupRow, OperatorRow, OutboxRow, PaymentRow, PostingRow, RailRow, RawEventRow, ReceiptRow,
    ReleaseRunRow, RolloutRow, SessionRow, StandingRow,
};

/// A message and who works on it.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) row: OutboxRow,
    pub(super) leased: bool,
    pub(super) dead: bool,
}

/// A request and, once there is one, its answer.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) begun: IdempotencyBegin,
    pub(super) done: Option<IdempotencyDone>,
}

/// An entry for the public log and whether somebody waits to hear of its place.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) row: LeafRow,
    pub(super) done: bool,
}

/// A place that a rise took: the lender's and the credential's, the installation's.
#[derive(Debug)]
pub(super) struct Rise {
    pub(super) credential: [u8; 32],
    pub(super) of_lender: bool,
    pub(super) of_installation: bool,
}

/// A posting's place in its lender's chain.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: ([u8; 16], u64),
    pub(super) hash: [u8; 32],
}

/// All tables. The byte arrays of the ledger's key are a contract's or a suspense payment's.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) closed: bool,
    pub(super) contracts: BTreeMap<ContractId, ContractRow>,
    pub(super) due: BTreeSet<(ClockId, Timestamp, ContractId)>,
    pub(super) events: BTreeMap<(LenderId, EventId), EventRow>,
    pub(super) timeline: BTreeMap<(ContractId, u64), EventId>,
    pub(super) postings: BTreeMap<([u8; 16], u64), (LenderId, PostingRow)>,
    pub(super) entries: BTreeMap<(LenderId, u64), Entry>,
    pub(super) book_heads: BTreeMap<LenderId, BookHead>,
    pub(super) closings: BTreeMap<(LenderId, i32), ClosingRow>,
    pub(super) bureau_papers: BTreeMap<(LenderId, [u8; 16]), BureauPaperRow>,
    pub(super) documents: BTreeMap<(ContractId, String, [u8; 32]), DocumentRow>,
    pub(super) receipts: BTreeMap<(ContractId, DeviceId, u64), ReceiptRow>,
    pub(super) lookups: BTreeMap<(LookupKind, String), LookupRow>,
    pub(super) devices: BTreeMap<DeviceId, DeviceRow>,
    pub(super) sessions: BTreeMap<SessionId, SessionRow>,
    pub(super) standings: BTreeMap<DeviceId, StandingRow>,
    pub(super) raw_events: BTreeMap<RawEventId, RawEventRow>,
    pub(super) payments: BTreeMap<(LenderId, PaymentId), PaymentRow>,
    pub(super) payment_ids: BTreeMap<(LenderId, String, String), PaymentId>,
    pub(super) outbox: BTreeMap<MessageId, Message>,
    pub(super) leaves: BTreeMap<LeafId, Leaf>,
    pub(super) lenders: BTreeMap<LenderId, LenderRow>,
    pub(super) endpoints: BTreeMap<(LenderId, EndpointId), EndpointRow>,
    pub(super) api_keys: BTreeMap<ApiKeyId, ApiKeyRow>,
    pub(super) operators: BTreeMap<OperatorId, OperatorRow>,
    pub(super) rails: BTreeMap<(LenderId, String), RailRow>,
    pub(super) test_clocks: BTreeMap<LenderId, Timestamp>,
    pub(super) rises: BTreeMap<(LenderId, Timestamp, ContractId, u64), Rise>,
    pub(super) approvals: BTreeMap<ApprovalId, ApprovalRow>,
    pub(super) release_runs: BTreeMap<LenderId, ReleaseRunRow>,
    pub(super) rollouts: BTreeMap<(LenderId, [u8; 32]), RolloutRow>,
    pub(super) rollout_phones: BTreeSet<(LenderId, [u8; 32], ContractId)>,
    pub(super) freezes: BTreeMap<LenderId, FreezeRow>,
    pub(super) idempotency: BTreeMap<(LenderId, String), Request>,
}
