use ident::{ContractId, DeviceId, LeafId, PaymentId, RawEventId};

use crate::rows::{
    ContractRow, DeviceRow, DocumentRow, EventRow, IdempotencyDone, LeafRow, LookupKind, OutboxRow,
    PaymentRow, PostingRow, ReceiptRow, Restricts, RolloutTold, SessionRow, StandingRow,
};

/// Everything that changes with a contract, kept together or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The new row; its version is `expected_version` + 1.
    pub contract: ContractRow,
    /// The version that was read; 0 for a new contract.
    pub expected_version: u64,
    /// Appended to the timeline.
    pub events: Vec<EventRow>,
    /// Appended to the ledger.
    pub postings: Vec<PostingRow>,
    /// Issued documents.
    pub documents: Vec<DocumentRow>,
    /// The device's new standing; its sequence must be above the stored one.
    pub standing: Option<StandingRow>,
    /// What it restricts further or longer.
    pub restricts: Option<Restricts>,
    /// What it tells about the restrictions of its policy pack.
    pub rollout_told: Option<RolloutTold>,
    /// Messages to deliver.
    pub outbox: Vec<OutboxRow>,
    /// Entries for the public log, without a place.
    pub leaves: Vec<LeafRow>,
    /// The entry of the log of which this contract hears hereby.
    pub leaf_done: Option<LeafId>,
    /// The payment that is applied.
    pub payment: Option<PaymentRow>,
    /// Earlier payments that change status.
    pub payment_status: Vec<PaymentMove>,
    /// Facts the device has signed.
    pub receipts: Vec<ReceiptRow>,
    /// The device, new or changed.
    pub device: Option<DeviceRow>,
    /// The device's session, new or changed.
    pub session: Option<SessionRow>,
    /// One-time key that this uses up; it must be held by this contract.
    pub consume: Option<(LookupKind, String)>,
    /// Look-up keys given back, if this contract holds them. Done before `claims`.
    pub releases: Vec<(LookupKind, String)>,
    /// Look-up keys that another contract held and is done with; the caller knows that it is. Done before
    /// `claims`, and without effect where that contract no longer holds the key.
    pub taken_over: Vec<(LookupKind, String, ContractId)>,
    /// Look-up keys taken for this contract.
    pub claims: Vec<Claim>,
    /// The answer to the request, which is then given exactly when the change was made.
    pub idempotency: Option<IdempotencyDone>,
    /// The webhook request this came from, with its outcome. The first outcome stays.
    pub raw_event_done: Option<(RawEventId, String)>,
}

impl Commit {
    /// Nothing but the contract's row, to which the rest is added.
    #[must_use]
    pub const fn of(contract: ContractRow, expected_version: u64) -> Self {
        Self {
            contract,
            expected_version,
            events: Vec::new(),
            postings: Vec::new(),
            documents: Vec::new(),
            standing: None,
            restricts: None,
            rollout_told: None,
            outbox: Vec::new(),
            leaves: Vec::new(),
            leaf_done: None,
            payment: None,
            payment_status: Vec::new(),
            receipts: Vec::new(),
            device: None,
            session: None,
            consume: None,
            releases: Vec::new(),
            taken_over: Vec::new(),
            claims: Vec::new(),
            idempotency: None,
            raw_event_done: None,
        }
    }
}

/// A look-up key taken for the commit's contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Which name space.
    pub kind: LookupKind,
    /// The name.
    pub key: String,
    /// The device it is about.
    pub device: Option<DeviceId>,
}

/// A change of an earlier payment's status: reversed, or taken out of suspense for a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentMove {
    /// A payment of the commit's lender.
    pub id: PaymentId,
    /// The status it must have, so that two contracts cannot both take one payment.
    pub from: String,
    /// Its new status.
    pub to: String,
    /// The contract it belongs to from now on; `None` leaves it where it is.
    pub contract: Option<ContractId>,
}

/// A payment that belongs to no contract yet, and what is kept with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspenseCommit {
    /// Without a contract.
    pub payment: PaymentRow,
    /// Earlier payments without a contract that change status, such as one that this reversal takes back.
    pub payment_status: Vec<PaymentMove>,
    /// Without a contract, caused by the payment.
    pub postings: Vec<PostingRow>,
    /// Without a contract.
    pub events: Vec<EventRow>,
    /// Messages to deliver.
    pub outbox: Vec<OutboxRow>,
    /// The webhook request this came from, with its outcome.
    pub raw_event_done: Option<(RawEventId, String)>,
}

impl SuspenseCommit {
    /// Nothing but the payment, to which the rest is added.
    #[must_use]
    pub const fn of(payment: PaymentRow) -> Self {
        Self {
            payment,
            payment_status: Vec::new(),
            postings: Vec::new(),
            events: Vec::new(),
            outbox: Vec::new(),
            raw_event_done: None,
        }
    }
}
