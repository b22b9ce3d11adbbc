use proof::keys::{SignError, Signer};
use proof::{Digest, Document, Unsigned};

use crate::Decision;

/// A signed document and the digest of its payload, which is its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedDocument {
    /// `terms`, `warrant`, `standing` or `quittance`.
    pub kind: &'static str,
    /// The payload's digest.
    pub digest: Digest,
    /// The `COSE_Sign1`.
    pub bytes: Vec<u8>,
}

/// All documents of a decision, signed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SignedDocuments {
    /// To keep as evidence: terms, warrant, quittance, and a standing that releases.
    pub evidence: Vec<SignedDocument>,
    /// To send to the device.
    pub standing: Option<SignedDocument>,
}

impl Decision {
    /// Signs what must be signed, inner documents first. The same decision and key give the same bytes.
    ///
    /// # Errors
    /// When the key can't be used; then nothing may be committed.
    pub fn sign(&self, key: &dyn Signer) -> Result<SignedDocuments, SignError> {
        let mut signed = SignedDocuments::default();
        if let Some(terms) = &self.terms {
            signed.evidence.push(sign("terms", terms, key)?);
        }
        if let Some(warrant) = &self.warrant {
            signed.evidence.push(sign("warrant", warrant, key)?);
        }
        let Some(order) = &self.standing else { return Ok(signed) };
        let mut standing = order.standing.clone();
        if let Some(quittance) = &order.quittance {
            let quittance = sign("quittance", quittance, key)?;
            standing.body.quittance = Some(quittance.bytes.clone().into());
            signed.evidence.push(quittance);
        }
        let standing = sign("standing", &standing, key)?;
        if self.leaves.iter().any(|leaf| leaf.document.is_none()) {
            signed.evidence.push(standing.clone());
        }
        signed.standing = Some(standing);
        Ok(signed)
    }
}

fn sign<D: Document>(
    kind: &'static str,
    document: &Unsigned<D>,
    key: &dyn Signer,
) -> Result<SignedDocument, SignError> {
    Ok(SignedDocument { kind, digest: document.digest(), bytes: document.try_sign(key)? })
}
