//! The order in which rules are asked: every engine asks in this order, so that all refuse alike.

use rusqlite::Connection;

use super::{
    contracts, devices, documents, events, idempotency, leaves, ledger, lookups, outbox, payments,
    raw_events, receipts, rises, rollouts, sessions, standings,
};
use crate::{Commit, CommitError, SuspenseCommit};

pub(super) fn apply(c: &Connection, commit: &Commit) -> Result<(), CommitError> {
    let (id, lender) = (commit.contract.id, commit.contract.lender);
    contracts::save(c, &commit.contract, commit.expected_version)?;
    if let Some(restricts) = &commit.restricts {
        rises::admit(c, restricts, lender, id, commit.contract.version)?;
    }
    if let Some(told) = &commit.rollout_told {
        rollouts::told(c, told, lender)?;
    }
    if let Some((kind, key)) = &commit.consume {
        lookups::consume(c, *kind, key, id)?;
    }
    for (kind, key) in &commit.releases {
        lookups::release(c, *kind, key, id)?;
    }
    for (kind, key, holder) in &commit.taken_over {
        lookups::release(c, *kind, key, *holder)?;
    }
    for claim in &commit.claims {
        lookups::claim(c, claim, lender, id)?;
    }
    if let Some(payment) = &commit.payment {
        payments::insert(c, payment)?;
    }
    for change in &commit.payment_status {
        payments::change_status(c, lender, change)?;
    }
    if let Some(standing) = &commit.standing {
        standings::replace(c, standing)?;
    }
    for receipt in &commit.receipts {
        receipts::insert(c, receipt)?;
    }
    if let Some(done) = &commit.idempotency
        && !idempotency::finish(c, done)?
    {
        return Err(CommitError::IdempotencyLost);
    }
    if let Some(device) = &commit.device {
        devices::put(c, device)?;
    }
    if let Some(session) = &commit.session {
        sessions::put(c, session)?;
    }
    for event in &commit.events {
        events::insert(c, event)?;
    }
    ledger::append(c, &commit.postings, lender, id.as_bytes())?;
    for document in &commit.documents {
        documents::insert(c, document)?;
    }
    for message in &commit.outbox {
        outbox::insert(c, message)?;
    }
    for leaf in &commit.leaves {
        leaves::append(c, leaf)?;
    }
    if let Some(leaf) = commit.leaf_done {
        leaves::finish(c, leaf)?;
    }
    if let Some((raw, outcome)) = &commit.raw_event_done {
        raw_events::finish(c, *raw, outcome)?;
    }
    Ok(())
}

pub(super) fn apply_suspense(c: &Connection, commit: &SuspenseCommit) -> Result<(), CommitError> {
    let payment = &commit.payment;
    payments::insert(c, payment)?;
    for change in &commit.payment_status {
        payments::change_status(c, payment.lender, change)?;
    }
    for event in &commit.events {
        events::insert(c, event)?;
    }
    ledger::append(c, &commit.postings, payment.lender, payment.id.as_bytes())?;
    for message in &commit.outbox {
        outbox::insert(c, message)?;
    }
    if let Some((raw, outcome)) = &commit.raw_event_done {
        raw_events::finish(c, *raw, outcome)?;
    }
    Ok(())
}
