//! What every engine refuses before it touches anything.

use std::collections::{BTreeMap, BTreeSet};

use ident::LenderId;

use crate::rows::{EventRow, LeafPlaced, LeafRow, PostingRow, Touch};
use crate::{Commit, CommitError, News, StoreError, SuspenseCommit};

fn require(holds: bool, rule: &str) -> Result<(), StoreError> {
    if holds { Ok(()) } else { Err(StoreError::Invalid(rule.to_owned())) }
}

/// Engines keep 64-bit signed numbers.
fn fits(number: u64) -> Result<(), StoreError> {
    require(i64::try_from(number).is_ok(), "a number above 2^63 - 1")
}

/// I6: debits equal credits per currency, in every single posting.
pub(crate) fn balanced(posting: &PostingRow) -> Result<(), CommitError> {
    let mut sums: BTreeMap<&str, i128> = BTreeMap::new();
    for line in &posting.lines {
        require(line.minor >= 0, "a negative amount in a posting")?;
        let amount = i128::from(line.minor);
        *sums.entry(&line.currency).or_default() += if line.debit { amount } else { -amount };
    }
    if sums.values().all(|sum| *sum == 0) { Ok(()) } else { Err(CommitError::Unbalanced) }
}

fn postings(rows: &[PostingRow]) -> Result<(), CommitError> {
    let mut numbers = BTreeSet::new();
    for row in rows {
        balanced(row)?;
        fits(row.number)?;
        require(numbers.insert(row.number), "two postings with one number")?;
    }
    Ok(())
}

fn events(rows: &[EventRow], lender: LenderId) -> Result<(), StoreError> {
    let mut ids = BTreeSet::new();
    for row in rows {
        require(row.lender == lender, "an event of another lender")?;
        fits(row.seq)?;
        require(ids.insert(row.id), "two events with one id")?;
    }
    Ok(())
}

/// Rows that belong together name the same contract and lender (I10), numbers fit, postings balance (I6).
pub(crate) fn commit(commit: &Commit) -> Result<(), CommitError> {
    let (id, lender) = (commit.contract.id, commit.contract.lender);
    fits(commit.contract.version)?;
    require(
        commit.expected_version.checked_add(1) == Some(commit.contract.version),
        "a version that does not follow the expected one",
    )?;
    events(&commit.events, lender)?;
    require(commit.events.iter().all(|row| row.contract == Some(id)), "an event of another contract")?;
    let seqs: BTreeSet<u64> = commit.events.iter().map(|row| row.seq).collect();
    require(seqs.len() == commit.events.len(), "two events with one place in the timeline")?;
    postings(&commit.postings)?;
    require(commit.postings.iter().all(|row| row.contract == Some(id)), "a posting of another contract")?;
    require(commit.documents.iter().all(|row| row.contract == id), "a document of another contract")?;
    commit.standing.as_ref().map_or(Ok(()), |row| fits(row.seq))?;
    receipts(commit)?;
    require(commit.outbox.iter().all(|row| row.lender == lender), "a message of another lender")?;
    leaves(commit)?;
    commit.rollout_told.as_ref().map_or(Ok(()), |told| news(&told.stopped, lender))?;
    if let Some(row) = &commit.payment {
        require(row.lender == lender, "a payment of another lender")?;
        require(row.contract == Some(id), "a payment of another contract")?;
    }
    let adopted = |to| to == id;
    require(
        commit.payment_status.iter().all(|row| row.contract.is_none_or(adopted)),
        "a payment moved to another contract",
    )?;
    if let Some(row) = &commit.device {
        require(row.lender == lender && row.contract == id, "a device of another contract")?;
    }
    if let Some(row) = &commit.session {
        fits(row.counter)?;
        require(row.lender == lender && row.contract == id, "a session of another contract")?;
    }
    if let Some(row) = &commit.idempotency {
        require(row.lender == lender, "an idempotency key of another lender")?;
    }
    let claims: BTreeSet<_> = commit.claims.iter().map(|claim| (claim.kind, &claim.key)).collect();
    require(claims.len() == commit.claims.len(), "one key claimed twice")?;
    Ok(())
}

fn receipts(commit: &Commit) -> Result<(), StoreError> {
    let mut counters = BTreeSet::new();
    for row in &commit.receipts {
        require(row.contract == commit.contract.id, "a receipt of another contract")?;
        fits(row.counter)?;
        require(counters.insert((row.device, row.counter)), "two receipts with one counter")?;
    }
    Ok(())
}

fn leaves(commit: &Commit) -> Result<(), StoreError> {
    let (id, lender) = (commit.contract.id, commit.contract.lender);
    for row in &commit.leaves {
        require(row.lender == Some(lender) && row.contract == Some(id), "a log entry of another contract")?;
        waiting_leaf(row)?;
    }
    Ok(())
}

/// An entry of the log that belongs to no contract.
pub(crate) fn public_leaf(row: &LeafRow) -> Result<(), StoreError> {
    require(row.lender.is_none() && row.contract.is_none(), "a log entry of a contract without its change")?;
    waiting_leaf(row)
}

fn waiting_leaf(row: &LeafRow) -> Result<(), StoreError> {
    require(row.place.is_none(), "a log entry that has its place before it is kept")?;
    require(row.entry.len() <= LeafRow::MAX_ENTRY_BYTES, "a log entry of more than 65535 bytes")
}

/// As [`commit`], for a payment without a contract.
pub(crate) fn suspense(commit: &SuspenseCommit) -> Result<(), CommitError> {
    let payment = &commit.payment;
    require(payment.contract.is_none(), "a payment of a contract in suspense")?;
    require(
        commit.payment_status.iter().all(|row| row.contract.is_none()),
        "a payment moved to a contract without a change of that contract",
    )?;
    events(&commit.events, payment.lender)?;
    require(commit.events.iter().all(|row| row.contract.is_none()), "an event of a contract")?;
    postings(&commit.postings)?;
    let ours = |row: &PostingRow| row.contract.is_none() && row.cause == Some(payment.id.into());
    require(commit.postings.iter().all(ours), "a posting that this payment did not cause")?;
    require(commit.outbox.iter().all(|row| row.lender == payment.lender), "a message of another lender")?;
    Ok(())
}

/// What is told concerns the lender and no contract.
pub(crate) fn news(news: &News, lender: LenderId) -> Result<(), StoreError> {
    events(&news.events, lender)?;
    require(news.events.iter().all(|row| row.contract.is_none()), "an event of a contract")?;
    require(news.outbox.iter().all(|row| row.lender == lender), "a message of another lender")
}

/// Numbers fit.
pub(crate) fn places(rows: &[LeafPlaced]) -> Result<(), StoreError> {
    rows.iter().try_for_each(|row| fits(row.place))
}

/// Numbers fit.
pub(crate) fn touches(rows: &[Touch]) -> Result<(), StoreError> {
    rows.iter().try_for_each(|row| fits(row.counter))
}

/// The number fits.
pub(crate) fn number(number: u64) -> Result<(), StoreError> {
    fits(number)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::*;
    use crate::rows::LineRow;

    fn posting(lines: Vec<(bool, i64, bool)>) -> PostingRow {
        let line = |(debit, minor, euro): (bool, i64, bool)| LineRow {
            account: "cash".into(),
            debit,
            minor,
            currency: if euro { "EUR" } else { "USD" }.into(),
        };
        PostingRow {
            contract: None,
            number: 1,
            kind: "test".into(),
            booked_at: Timestamp::UNIX_EPOCH,
            booked_on: 0,
            value_on: 0,
            cause: None,
            lines: lines.into_iter().map(line).collect(),
        }
    }

    #[test]
    fn currencies_do_not_offset_each_other() {
        let mixed = posting(vec![(true, 5, true), (false, 5, false)]);
        assert!(matches!(balanced(&mixed), Err(CommitError::Unbalanced)));
    }

    #[test]
    fn the_largest_amounts_do_not_wrap_around() {
        let line = (true, i64::MAX, true);
        let wrapped = posting(vec![line, line, line, line]);
        assert!(matches!(balanced(&wrapped), Err(CommitError::Unbalanced)));
        let negative = posting(vec![(true, -1, true), (false, -1, true)]);
        assert!(matches!(balanced(&negative), Err(CommitError::Store(StoreError::Invalid(_)))));
    }

    proptest! {
        #[test]
        fn any_split_balances_and_any_slip_is_found(
            parts in proptest::collection::vec(0_i64..1_000_000_000_000, 1..20),
            slip in 1_i64..1000,
        ) {
            let total: i64 = parts.iter().sum();
            let mut lines: Vec<_> = parts.into_iter().map(|part| (true, part, true)).collect();
            lines.push((false, total, true));
            prop_assert!(balanced(&posting(lines.clone())).is_ok());
            lines.push((false, slip, true));
            prop_assert!(matches!(balanced(&posting(lines)), Err(CommitError::Unbalanced)));
        }
    }
}
