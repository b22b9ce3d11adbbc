//! Everything is checked before anything is written, so a refusal leaves no trace. The order of the checks is
//! that of the SQL engines.

use ident::LenderId;

use super::state::{Message, State};
use super::{contracts, devices, idempotency, leaves, ledger, payments, rises, rollouts};
use crate::rows::{EventRow, LookupRow, OutboxRow, PostingRow};
use crate::{Commit, CommitError, News, StoreError, SuspenseCommit};

pub(super) fn apply(state: &mut State, commit: Commit) -> Result<(), CommitError> {
    permitted(state, &commit)?;
    write(state, commit);
    Ok(())
}

fn permitted(state: &State, commit: &Commit) -> Result<(), CommitError> {
    contracts::may_save(state, &commit.contract, commit.expected_version)?;
    rises::may_restrict(state, commit)?;
    contracts::may_claim(state, commit)?;
    if let Some(payment) = &commit.payment {
        payments::may_insert(state, payment)?;
    }
    payments::may_move(state, commit.contract.lender, &commit.payment_status, commit.payment.as_ref())?;
    if let Some(standing) = &commit.standing {
        devices::may_replace(state, standing)?;
    }
    contracts::may_keep_receipts(state, commit)?;
    if let Some(done) = &commit.idempotency
        && !idempotency::holds(state, done.lender, &done.key, done.begun_at)
    {
        return Err(CommitError::IdempotencyLost);
    }
    if let Some(device) = &commit.device {
        devices::may_put(state, device)?;
    }
    if let Some(session) = &commit.session {
        devices::may_put_session(state, session)?;
    }
    may_tell(state, &commit.events)?;
    ledger::may_book(state, commit.contract.lender, &commit.postings)?;
    may_append(state, &commit.postings, &commit.outbox)?;
    leaves::may_append(state, &commit.leaves)?;
    Ok(())
}

fn may_tell(state: &State, events: &[EventRow]) -> Result<(), StoreError> {
    let known = |event: &EventRow| {
        let place = event.contract.map(|contract| (contract, event.seq));
        state.events.contains_key(&(event.lender, event.id))
            || place.is_some_and(|place| state.timeline.contains_key(&place))
    };
    if events.iter().any(known) { Err(StoreError::Duplicate("event".into())) } else { Ok(()) }
}

fn may_append(state: &State, postings: &[PostingRow], outbox: &[OutboxRow]) -> Result<(), StoreError> {
    if postings.iter().any(|row| state.postings.contains_key(&ledger::key(row))) {
        return Err(StoreError::Duplicate("posting".into()));
    }
    let mut ids = std::collections::BTreeSet::new();
    if outbox.iter().any(|row| state.outbox.contains_key(&row.id) || !ids.insert(row.id)) {
        return Err(StoreError::Duplicate("message".into()));
    }
    Ok(())
}

fn write(state: &mut State, commit: Commit) {
    let (id, lender) = (commit.contract.id, commit.contract.lender);
    if let Some(restricts) = &commit.restricts {
        rises::restrict(state, restricts, (lender, id, commit.contract.version));
    }
    if let Some(told) = commit.rollout_told {
        rollouts::told(state, told, lender);
    }
    contracts::save(state, commit.contract);
    for key in commit.consume.into_iter().chain(commit.releases) {
        if state.lookups.get(&key).is_some_and(|held| held.contract == id) {
            state.lookups.remove(&key);
        }
    }
    for (kind, key, holder) in commit.taken_over {
        let key = (kind, key);
        if state.lookups.get(&key).is_some_and(|held| held.contract == holder) {
            state.lookups.remove(&key);
        }
    }
    for claim in commit.claims {
        let holder = LookupRow { lender, contract: id, device: claim.device };
        state.lookups.insert((claim.kind, claim.key), holder);
    }
    if let Some(payment) = commit.payment {
        payments::insert(state, payment);
    }
    for change in commit.payment_status {
        payments::change_status(state, lender, change);
    }
    if let Some(standing) = commit.standing {
        state.standings.insert(standing.device, standing);
    }
    for receipt in commit.receipts {
        state.receipts.entry((id, receipt.device, receipt.counter)).or_insert(receipt);
    }
    if let Some(done) = commit.idempotency {
        idempotency::finish(state, done);
    }
    if let Some(device) = commit.device {
        devices::put(state, device);
    }
    if let Some(session) = commit.session {
        devices::put_session(state, session);
    }
    for document in commit.documents {
        let key = (id, document.kind.clone(), document.digest);
        state
            .documents
            .entry(key)
            .and_modify(|kept| kept.bytes.clone_from(&document.bytes))
            .or_insert(document);
    }
    append(state, lender, commit.events, commit.postings, commit.outbox);
    for leaf in commit.leaves {
        leaves::append(state, leaf);
    }
    if let Some(leaf) = commit.leaf_done {
        leaves::finish(state, leaf);
    }
    if let Some((raw, outcome)) = commit.raw_event_done {
        payments::finish_raw(state, raw, &outcome);
    }
}

/// Appends what is told, if none of it is known.
pub(super) fn tell(state: &mut State, lender: LenderId, news: News) -> Result<(), StoreError> {
    may_tell(state, &news.events)?;
    may_append(state, &[], &news.outbox)?;
    append(state, lender, news.events, Vec::new(), news.outbox);
    Ok(())
}

pub(super) fn append(
    state: &mut State,
    lender: LenderId,
    events: Vec<EventRow>,
    postings: Vec<PostingRow>,
    outbox: Vec<OutboxRow>,
) {
    for event in events {
        if let Some(contract) = event.contract {
            state.timeline.insert((contract, event.seq), event.id);
        }
        state.events.insert((lender, event.id), event);
    }
    for posting in postings {
        ledger::append(state, lender, posting);
    }
    for row in outbox {
        state.outbox.insert(row.id, Message { row, leased: false, dead: false });
    }
}

pub(super) fn apply_suspense(state: &mut State, commit: SuspenseCommit) -> Result<(), CommitError> {
    let lender = commit.payment.lender;
    payments::may_insert(state, &commit.payment)?;
    payments::may_move(state, lender, &commit.payment_status, Some(&commit.payment))?;
    may_tell(state, &commit.events)?;
    ledger::may_book(state, lender, &commit.postings)?;
    may_append(state, &commit.postings, &commit.outbox)?;
    payments::insert(state, commit.payment);
    for change in commit.payment_status {
        payments::change_status(state, lender, change);
    }
    append(state, lender, commit.events, commit.postings, commit.outbox);
    if let Some((raw, outcome)) = commit.raw_event_done {
        payments::finish_raw(state, raw, &outcome);
    }
    Ok(())
}
