use jiff::Timestamp;
use minicbor::bytes::ByteVec;
use proof::documents::{Receipt, Terms};
use proof::keys::{PublicKey, SignError};
use proof::session::{Grant, GrantedCodes};
use proof::{Digest, Parsed};
use servicing::Contract;
use store::StoreError;
use store::rows::ReceiptRow;

use super::opening::Opening;
use super::refusal::Refusal;
use crate::{App, ExecuteError, LenderContext, release};

/// What a device that remembers nothing must be given beside its standing.
pub(super) struct Papers {
    terms: Vec<u8>,
    releases: Vec<ByteVec>,
    last_receipt: u64,
    last_receipt_digest: Digest,
}

impl Papers {
    /// Reads them; without accepted terms there is nothing to enroll for.
    pub(super) async fn read(
        app: &App,
        lender: &LenderContext,
        contract: &Contract,
    ) -> Result<Self, Refusal> {
        let accepted = contract.accepted.ok_or(Refusal::UnknownDevice)?;
        let documents = app.store.documents(contract.id).await?;
        let releases = release::among(&documents);
        let terms = documents.into_iter().find(|document| document.digest == *accepted.digest.as_bytes());
        let terms = terms.ok_or_else(|| StoreError::Invalid("accepted terms are missing".to_owned()))?;
        let receipts = app.store.receipts(contract.id).await?;
        let last =
            receipts.iter().filter(|row| row.device == contract.device.id).max_by_key(|row| row.counter);
        Ok(Self {
            terms: current(terms.bytes, lender)?,
            releases,
            last_receipt: last.map_or(0, |row| row.counter),
            last_receipt_digest: last.and_then(|row| digest_of(row, contract)).unwrap_or(Digest([0; 32])),
        })
    }
}

/// Terms from before a rotation are signed again: a roster lists a key only as long as it is used.
fn current(terms: Vec<u8>, lender: &LenderContext) -> Result<Vec<u8>, Refusal> {
    let command = &lender.authority.keys.command;
    let parsed = Parsed::<Terms>::parse(&terms).map_err(|error| StoreError::Damaged(Box::new(error)))?;
    if parsed.kid() == command.public_key().kid() {
        return Ok(terms);
    }
    Ok(parsed.resign(&**command).map_err(ExecuteError::from)?)
}

/// The chain goes on under a new key of the same device.
fn digest_of(row: &ReceiptRow, contract: &Contract) -> Option<Digest> {
    let verified = |key: &PublicKey| Parsed::<Receipt>::parse(&row.bytes).ok()?.verify(key).ok();
    contract.device.enrolled.as_ref()?.keys().find_map(verified).map(|receipt| receipt.digest())
}

/// The signed answer to a hello.
pub(super) fn sign(
    (hello, opening, papers): (Digest, &Opening, Papers),
    standing: Vec<u8>,
    codes: &GrantedCodes,
    lender: &LenderContext,
    now: Timestamp,
) -> Result<Vec<u8>, SignError> {
    let (session, freshness) = (&opening.row, &lender.authority.keys.freshness);
    let (roots, roster) = lender.authority.papers();
    let grant = Grant {
        hello,
        freshness_key: freshness.public_key(),
        lender: session.lender,
        device: session.device,
        contract: session.contract,
        session: session.id,
        expires_at: session.expires_at,
        now,
        ephemeral: opening.ephemeral,
        terms: ByteVec::from(papers.terms),
        standing: ByteVec::from(standing),
        last_receipt: papers.last_receipt,
        last_receipt_digest: papers.last_receipt_digest,
        roots,
        roster,
        codes: Some(opening.seal_codes(codes)),
        releases: papers.releases,
    };
    grant.try_sign(&**freshness)
}
