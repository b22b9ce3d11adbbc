//! The chain of a lender's entries: each hash covers the posting and the hash before it, so whoever keeps one
//! hash can tell later whether anything before it was edited, removed, added or put in another order.
//!
//! It is one chain a lender, so the commits of a lender wait for each other at its head. The embedded engine
//! has one writer and loses nothing by it. An engine of many shards would keep one chain for each of a
//! lender's shards, and let a closing bind the heads of all of them.

use ident::{ContractId, LenderId, TransactionId};
use sha2::{Digest as _, Sha256};

use crate::CommitError;
use crate::rows::{BookHead, PostingRow};

const DOMAIN: &[u8] = b"quittance ledger entry 1\n";

/// The hash of the entry at `place`, behind the entry with the hash `previous` (zeros for the first).
#[must_use]
pub fn entry_hash(previous: &[u8; 32], lender: LenderId, place: u64, posting: &PostingRow) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(DOMAIN);
    hash.update(previous);
    hash.update(place.to_be_bytes());
    hash.update(lender.as_bytes());
    optional(&mut hash, posting.contract.as_ref().map(ContractId::as_bytes));
    hash.update(posting.number.to_be_bytes());
    text(&mut hash, &posting.kind);
    hash.update(posting.booked_at.as_microsecond().to_be_bytes());
    hash.update(posting.booked_on.to_be_bytes());
    hash.update(posting.value_on.to_be_bytes());
    optional(&mut hash, posting.cause.as_ref().map(TransactionId::as_bytes));
    for line in &posting.lines {
        text(&mut hash, &line.account);
        hash.update([u8::from(line.debit)]);
        hash.update(line.minor.to_be_bytes());
        text(&mut hash, &line.currency);
    }
    hash.finalize().into()
}

/// With its length, so that two texts can't pass for two others.
fn text(hash: &mut Sha256, text: &str) {
    hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
    hash.update(text);
}

fn optional(hash: &mut Sha256, id: Option<&[u8; 16]>) {
    hash.update([u8::from(id.is_some())]);
    hash.update(id.unwrap_or(&[0; 16]));
}

impl BookHead {
    /// Whether all of the postings may be booked.
    pub(crate) fn admits(&self, postings: &[PostingRow]) -> Result<(), CommitError> {
        let Some(through) = self.closed_through else { return Ok(()) };
        let is_open = postings.iter().all(|posting| posting.booked_on > through);
        if is_open { Ok(()) } else { Err(CommitError::PeriodClosed) }
    }

    /// The head behind one more posting.
    pub(crate) fn behind(self, lender: LenderId, posting: &PostingRow) -> Self {
        let entries = self.entries + 1;
        Self { entries, hash: entry_hash(&self.hash, lender, entries, posting), ..self }
    }
}
