//! Rows to test with. Identifiers are a repeated byte, so they sort by it.

use ident::{ContractId, DeviceId, EventId, LeafId, LenderId, MessageId, PaymentId, SessionId};
use jiff::Timestamp;

use crate::rows::{
    ContractRow, DeviceRow, EventRow, LeafRow, LineRow, LookupKind, OutboxRow, PaymentRow, PostingRow,
    ReceiptRow, SessionRow, StandingRow,
};
use crate::{Claim, ClockId, Commit, Hidden};

pub(super) const RAIL: &str = "sandbox";
pub(super) const TOPIC: &str = "push";

/// An instant with a part of a second that every engine keeps.
pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_microsecond(1_800_000_000_000_007 + seconds * 1_000_000).unwrap()
}

pub(super) fn lender(n: u8) -> LenderId {
    LenderId::from_bytes([n; 16])
}

pub(super) fn contract_id(n: u8) -> ContractId {
    ContractId::from_bytes([n; 16])
}

pub(super) fn device_id(n: u8) -> DeviceId {
    DeviceId::from_bytes([n; 16])
}

pub(super) fn contract(n: u8, of: u8) -> ContractRow {
    ContractRow {
        id: contract_id(n),
        lender: lender(of),
        version: 1,
        status: "active".into(),
        clock: ClockId::Wall,
        device: device_id(n),
        external_reference: None,
        next_action_at: None,
        state: r#"{"name":"O'Brien \"; DROP TABLE contracts; --"}"#.into(),
        created_at: at(0),
        updated_at: at(0),
    }
}

/// The commit that creates contract `n` of lender `of`.
pub(super) fn create(n: u8, of: u8) -> Commit {
    Commit::of(contract(n, of), 0)
}

/// A commit of the version behind `version`.
pub(super) fn change(n: u8, of: u8, version: u64) -> Commit {
    let mut row = contract(n, of);
    row.version = version + 1;
    Commit::of(row, version)
}

pub(super) fn event(contract: &ContractRow, n: u8, seq: u64) -> EventRow {
    EventRow {
        id: EventId::from_bytes([n; 16]),
        contract: Some(contract.id),
        lender: contract.lender,
        seq,
        at: at(1),
        kind: "contract.activated".into(),
        data: "{}".into(),
    }
}

pub(super) fn line(account: &str, debit: bool, minor: i64) -> LineRow {
    LineRow { account: account.into(), debit, minor, currency: "EUR".into() }
}

pub(super) fn posting(contract: ContractId, number: u64, minor: i64) -> PostingRow {
    PostingRow {
        contract: Some(contract),
        number,
        kind: "payment".into(),
        booked_at: at(2),
        booked_on: 20_834,
        value_on: 20_833,
        cause: None,
        lines: vec![line("cash", true, minor), line("receivable", false, minor)],
    }
}

pub(super) fn payment(n: u8, of: u8, contract: Option<ContractId>) -> PaymentRow {
    PaymentRow {
        id: PaymentId::from_bytes([n; 16]),
        lender: lender(of),
        rail: RAIL.into(),
        external_id: format!("ext-{n}"),
        digest: [n; 32],
        kind: "payment".into(),
        contract,
        minor: 12_345,
        currency: "EUR".into(),
        value_on: -1,
        received_at: at(3),
        status: if contract.is_some() { "applied" } else { "suspense" }.into(),
        reference: None,
    }
}

pub(super) fn message(n: u8, of: u8, due: Timestamp) -> OutboxRow {
    OutboxRow {
        id: MessageId::from_bytes([n; 16]),
        lender: lender(of),
        contract: None,
        topic: TOPIC.into(),
        payload: "{}".into(),
        due_at: due,
        attempts: 0,
        last_error: None,
    }
}

pub(super) fn leaf_id(n: u8) -> LeafId {
    LeafId::from_bytes([n; 16])
}

/// A restriction of contract `contract` of lender `of`.
pub(super) fn leaf(n: u8, contract: u8, of: u8) -> LeafRow {
    LeafRow {
        id: leaf_id(n),
        lender: Some(lender(of)),
        contract: Some(contract_id(contract)),
        kind: LeafRow::RESTRICTION.into(),
        document: [n; 32],
        entry: vec![n, 0, 255],
        at: at(6),
        queued_at: at(7),
        place: None,
    }
}

pub(super) fn receipt(contract: u8, counter: u64, bytes: &[u8]) -> ReceiptRow {
    ReceiptRow {
        contract: contract_id(contract),
        device: device_id(contract),
        counter,
        kind: "level_applied".into(),
        at: at(4),
        bytes: bytes.to_vec(),
    }
}

pub(super) fn standing(device: u8, seq: u64) -> StandingRow {
    StandingRow { device: device_id(device), seq, bytes: vec![device, 1], level: "none".into(), at: at(5) }
}

pub(super) fn device(n: u8, of: u8) -> DeviceRow {
    DeviceRow {
        id: device_id(n),
        lender: lender(of),
        contract: contract_id(n),
        data: "{}".into(),
        created_at: at(0),
        last_seen_at: None,
    }
}

pub(super) fn session_id(n: u8) -> SessionId {
    SessionId::from_bytes([n; 16])
}

pub(super) fn session(n: u8, of: u8) -> SessionRow {
    SessionRow {
        id: session_id(n),
        device: device_id(n),
        lender: lender(of),
        contract: contract_id(n),
        key: Hidden(vec![1, 2, 3]),
        expires_at: at(1000),
        counter: 5,
    }
}

pub(super) fn claim(kind: LookupKind, key: &str) -> Claim {
    Claim { kind, key: key.into(), device: None }
}
