use jiff::Timestamp;
use proof::Digest;
use servicing::{Decision, LogLeaf, SignedDocuments};
use store::rows::LeafRow;

use crate::{App, LenderContext};

/// What the log must say of a decision, to be committed with it.
pub(crate) fn rows(
    app: &App,
    lender: &LenderContext,
    decision: &Decision,
    signed: &SignedDocuments,
    now: Timestamp,
) -> Vec<LeafRow> {
    let standing = signed.standing.as_ref().map(|standing| standing.digest);
    let row = |leaf: &LogLeaf| {
        let document = leaf.document.or(standing).unwrap_or_else(|| nothing_told(decision));
        let contract = &decision.contract;
        let entry = leaf.entry(contract, &document, &app.log.salt(&document), now, lender.is_test());
        LeafRow {
            id: app.log.next_id(app),
            lender: Some(contract.lender),
            contract: Some(contract.id),
            kind: leaf.kind.as_str().to_owned(),
            document: *document.as_bytes(),
            entry: entry.to_bytes(),
            at: now,
            queued_at: app.wall_now(),
            place: None,
        }
    };
    decision.leaves.iter().map(row).collect()
}

/// A level that the device was never told of is lowered without a document: the change itself has a name.
fn nothing_told(decision: &Decision) -> Digest {
    let contract = &decision.contract;
    Digest::of(&[contract.id.as_bytes().as_slice(), &contract.version.to_be_bytes()].concat())
}
