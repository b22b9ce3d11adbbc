use ident::{ContractId, LeafId, LenderId};
use jiff::Timestamp;

/// An entry for the public log, committed together with what it tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeafRow {
    /// The log keeps it beside the entry, so that after a crash none is in it twice. Ids rise in the order in
    /// which entries shall be logged.
    pub id: LeafId,
    /// Whose; `None` for what concerns the whole installation.
    pub lender: Option<LenderId>,
    /// The contract it tells of.
    pub contract: Option<ContractId>,
    /// What happened.
    pub kind: String,
    /// The digest of the document, or of the public content.
    pub document: [u8; 32],
    /// The bytes that are hashed into the tree.
    pub entry: Vec<u8>,
    /// When it happened, by the clock of the contract.
    pub at: Timestamp,
    /// Since when it waits, by the world's clock.
    pub queued_at: Timestamp,
    /// Its index in the log, from 0; `None` while it waits.
    pub place: Option<u64>,
}

/// That the log has an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeafPlaced {
    /// Which.
    pub id: LeafId,
    /// Its index in the log, from 0.
    pub place: u64,
    /// Whether nobody waits to hear of it.
    pub done: bool,
}

/// What waits for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LogQueue {
    /// How many entries.
    pub pending: u64,
    /// Since when the longest of them waits.
    pub oldest_queued_at: Option<Timestamp>,
    /// One more than the highest place there is; 0 without any.
    pub next_place: u64,
}

impl LeafRow {
    /// The kind of a restriction: what budgets count.
    pub const RESTRICTION: &str = "restriction";
    /// The log's format has no room for a longer entry, and one that can't be logged would hold up all behind it.
    pub const MAX_ENTRY_BYTES: usize = 65_535;
}
