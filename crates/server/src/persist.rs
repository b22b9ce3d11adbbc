//! From a decision to the rows that are committed, and back.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use loan::ledger::{Posting, Side};
use money::Money;
use serde_json::{Value, json};
use servicing::{Contract, Decision, Event, NoticeOrder, SignedDocument, SignedDocuments};
use store::rows::{
    ContractRow, DeviceRow, DocumentRow, EventRow, LineRow, LookupKind, OutboxRow, PostingRow, StandingRow,
};
use store::{Commit, StoreError};

use crate::{App, LenderContext, log};

/// Outbox topic of webhooks to lenders.
pub(crate) const TOPIC_WEBHOOK: &str = "webhook";
/// Outbox topic of notices by message.
pub(crate) const TOPIC_NOTICE: &str = "notice";

/// The rows of a decision.
pub(crate) fn commit(
    app: &App,
    lender: &LenderContext,
    decision: &Decision,
    signed: SignedDocuments,
    now: Timestamp,
) -> Result<Commit, StoreError> {
    let contract = &decision.contract;
    let mut commit = Commit::of(contract_row(lender, contract, now)?, contract.version - 1);
    commit.events = events(app, decision, now)?;
    commit.postings = postings(lender, decision, now);
    commit.leaves = log::rows(app, lender, decision, &signed, now);
    commit.documents =
        signed.evidence.into_iter().map(|document| document_row(contract, document, now)).collect();
    commit.standing = signed.standing.map(|document| StandingRow {
        device: contract.device.id,
        seq: contract.restriction.standing_seq,
        bytes: document.bytes,
        level: contract.restriction.told_level.to_string(),
        at: now,
    });
    commit.outbox = webhooks(app, lender, &commit.events);
    commit.outbox.extend(decision.notices.iter().map(|order| notice(app, contract, order)));
    commit.releases = releases(decision);
    if concerns_device(decision) {
        commit.device = Some(device_row(contract));
    }
    Ok(commit)
}

/// A withdrawn offer, a quittance and a release give back the IMEIs, so that the device's next owner can finance it again.
fn releases(decision: &Decision) -> Vec<(LookupKind, String)> {
    let ended =
        |event: &Event| matches!(event, Event::Cancelled | Event::Settled { .. } | Event::Freed { .. });
    if !decision.events.iter().any(ended) {
        return Vec::new();
    }
    let device = &decision.contract.device;
    // The device's key stays, so that a phone that is paid and reset finds its quittance again.
    device.imeis.iter().map(|imei| (LookupKind::Imei, imei.to_string())).collect()
}

/// The contract kept in a row.
pub(crate) fn read_contract(row: &ContractRow) -> Result<Contract, StoreError> {
    serde_json::from_str(&row.state).map_err(|error| StoreError::Damaged(Box::new(error)))
}

fn contract_row(
    lender: &LenderContext,
    contract: &Contract,
    now: Timestamp,
) -> Result<ContractRow, StoreError> {
    let state = serde_json::to_string(contract).map_err(|error| StoreError::Invalid(error.to_string()))?;
    Ok(ContractRow {
        id: contract.id,
        lender: contract.lender,
        version: contract.version,
        status: contract.status.as_str().to_owned(),
        clock: lender.clock(),
        device: contract.device.id,
        external_reference: contract.external_reference.clone(),
        next_action_at: contract.next_action_at,
        state,
        created_at: contract.created_at,
        updated_at: now,
    })
}

fn events(app: &App, decision: &Decision, now: Timestamp) -> Result<Vec<EventRow>, StoreError> {
    let contract = &decision.contract;
    let count = u64::try_from(decision.events.len()).unwrap_or(0);
    let first = contract.events.saturating_sub(count) + 1;
    let rows = (first..).zip(&decision.events).map(|(seq, event)| {
        Ok(EventRow {
            id: app.new_id(),
            contract: Some(contract.id),
            lender: contract.lender,
            seq,
            at: now,
            kind: event.kind().to_owned(),
            data: event_data(event)?.to_string(),
        })
    });
    rows.collect()
}

fn event_data(event: &Event) -> Result<Value, StoreError> {
    let mut value = serde_json::to_value(event).map_err(|error| StoreError::Invalid(error.to_string()))?;
    let data = value.get_mut("data").map(Value::take);
    Ok(data.unwrap_or_else(|| json!({})))
}

/// An event as the API and webhooks show it.
pub(crate) fn event_view(row: &EventRow) -> Value {
    let data: Value = serde_json::from_str(&row.data).unwrap_or(Value::Null);
    let data = in_decimals(data);
    json!({
        "id": row.id,
        "type": row.kind,
        "at": row.at.to_string(),
        "contract": row.contract,
        "sequence": row.seq,
        "data": data,
    })
}

/// Amounts as outsiders read them: `{"amount": "17.01", "currency": "USD"}` instead of minor units.
fn in_decimals(value: Value) -> Value {
    match value {
        Value::Object(fields) if fields.len() == 2 && fields.contains_key("minor") => {
            let money = serde_json::from_value::<Money>(Value::Object(fields.clone()));
            let decimals =
                |money: Money| json!({ "amount": money.to_string(), "currency": money.currency() });
            money.map_or(Value::Object(fields), decimals)
        }
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, in_decimals(value))).collect(),
        Value::Array(values) => values.into_iter().map(in_decimals).collect(),
        plain => plain,
    }
}

fn postings(lender: &LenderContext, decision: &Decision, now: Timestamp) -> Vec<PostingRow> {
    let count = u64::try_from(decision.postings.len()).unwrap_or(0);
    let first = decision.contract.postings.saturating_sub(count) + 1;
    let id = decision.contract.id;
    let rows = (first..).zip(&decision.postings);
    rows.map(|(number, posting)| PostingRow {
        contract: Some(id),
        ..posting_row(lender, number, posting, now)
    })
    .collect()
}

/// A posting that belongs to no contract yet.
pub(crate) fn posting_row(
    lender: &LenderContext,
    number: u64,
    posting: &Posting,
    now: Timestamp,
) -> PostingRow {
    let line = |line: &loan::ledger::Line| LineRow {
        account: line.account.as_str().to_owned(),
        debit: line.side == Side::Debit,
        minor: line.amount.minor(),
        currency: line.amount.currency().code().to_owned(),
    };
    PostingRow {
        contract: None,
        number,
        kind: posting.kind().as_str().to_owned(),
        booked_at: now,
        booked_on: epoch_day(lender.day(now)),
        value_on: epoch_day(posting.value_on()),
        cause: posting.cause(),
        lines: posting.lines().iter().map(line).collect(),
    }
}

/// Days since 1970-01-01.
pub(crate) fn epoch_day(day: Date) -> i32 {
    date(1970, 1, 1).until(day).map_or(0, |span| span.get_days())
}

/// The day that many days after 1970-01-01.
pub(crate) fn day_from_epoch(days: i32) -> Date {
    date(1970, 1, 1).saturating_add(jiff::Span::new().days(i64::from(days)))
}

fn document_row(contract: &Contract, document: SignedDocument, now: Timestamp) -> DocumentRow {
    DocumentRow {
        contract: contract.id,
        kind: document.kind.to_owned(),
        digest: *document.digest.as_bytes(),
        bytes: document.bytes,
        at: now,
    }
}

/// The messages that tell a lender's endpoints of events.
pub(crate) fn webhooks(app: &App, lender: &LenderContext, events: &[EventRow]) -> Vec<OutboxRow> {
    let due_at = app.wall_now();
    let pairs =
        lender.endpoints.iter().flat_map(|endpoint| events.iter().map(move |event| (endpoint, event)));
    let wanted = pairs.filter(|(endpoint, event)| wants(&endpoint.events, &event.kind));
    let rows = wanted.map(|(endpoint, event)| OutboxRow {
        id: app.new_id(),
        lender: lender.id,
        contract: event.contract,
        topic: TOPIC_WEBHOOK.to_owned(),
        payload: json!({ "endpoint": endpoint.id, "event": event_view(event) }).to_string(),
        due_at,
        attempts: 0,
        last_error: None,
    });
    rows.collect()
}

/// Whether an endpoint's filter (`*`, or event types separated by commas) takes an event type.
fn wants(filter: &str, kind: &str) -> bool {
    filter.split(',').map(str::trim).any(|wanted| wanted == "*" || wanted == kind)
}

fn notice(app: &App, contract: &Contract, order: &NoticeOrder) -> OutboxRow {
    OutboxRow {
        id: app.new_id(),
        lender: contract.lender,
        contract: Some(contract.id),
        topic: TOPIC_NOTICE.to_owned(),
        payload: json!({
            "notice": order.key,
            "delinquent_since": order.delinquent_since,
            "channel": order.channel,
            "amount": order.amount.to_string(),
            "currency": order.amount.currency(),
            "cure_days": order.cure_days,
        })
        .to_string(),
        due_at: app.wall_now(),
        attempts: 0,
        last_error: None,
    }
}

fn concerns_device(decision: &Decision) -> bool {
    decision.contract.version == 1
        || decision.standing.is_some()
        || decision
            .events
            .iter()
            .any(|event| matches!(event, Event::LevelApplied { .. } | Event::DeviceEnrolled { .. }))
}

fn device_row(contract: &Contract) -> DeviceRow {
    let (device, restriction) = (&contract.device, &contract.restriction);
    DeviceRow {
        id: device.id,
        lender: contract.lender,
        contract: contract.id,
        data: json!({
            "imeis": device.imeis,
            "serial": device.serial,
            "model": device.model,
            "enrolled_at": device.enrolled.as_ref().map(|enrolled| enrolled.at),
            "wanted": { "level": restriction.level, "standing_seq": restriction.standing_seq },
            "applied": restriction.applied,
            "released": restriction.quittance.is_some() || restriction.release.is_some(),
        })
        .to_string(),
        created_at: contract.created_at,
        last_seen_at: None,
    }
}
