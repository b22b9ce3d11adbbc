//! The one shape of an authority document: a tagged `COSE_Sign` (RFC 9052, 4.1) with `typ` protected over all,
//! `alg` and `kid` protected with each signature, signatures in ascending order of `kid`, nothing else.

use coset::cbor::value::Value;
use coset::{
    CoseSign, CoseSignBuilder, CoseSignature, CoseSignatureBuilder, Header, HeaderBuilder,
    TaggedCborSerializable,
};

use super::error::SignatureFault;
use crate::envelope::{AAD, TYP, check_type};
use crate::keys::{Algorithm, KeyId, PublicKey, SignError, Signer};
use crate::{DocumentError, MAX_DOCUMENT_BYTES};

/// A payload and the signatures collected so far, none of them checked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Signatures(CoseSign);

fn typed(typ: &str) -> Header {
    HeaderBuilder::new().value(TYP, Value::Text(typ.to_owned())).build()
}

fn by(kid: KeyId) -> Header {
    HeaderBuilder::new().algorithm(Algorithm::EdDsa.cose()).key_id(kid.to_vec()).build()
}

impl Signatures {
    /// Nobody has signed yet.
    pub(super) fn none(typ: &str, payload: Vec<u8>) -> Self {
        Self(CoseSignBuilder::new().protected(typed(typ)).payload(payload).build())
    }

    /// Reads a document in its one deterministic form.
    pub(super) fn parse(typ: &'static str, bytes: &[u8]) -> Result<Self, DocumentError> {
        if bytes.len() > MAX_DOCUMENT_BYTES {
            return Err(DocumentError::TooLarge { size: bytes.len(), limit: MAX_DOCUMENT_BYTES });
        }
        let malformed = |error: coset::CoseError| DocumentError::Malformed(error.to_string());
        let cose = CoseSign::from_tagged_slice(bytes).map_err(malformed)?;
        check_headers(typ, &cose)?;
        if cose.payload.is_none() {
            return Err(DocumentError::Malformed("a detached payload".to_owned()));
        }
        let mut again = cose.clone();
        again.protected.original_data = None;
        for signature in &mut again.signatures {
            signature.protected.original_data = None;
        }
        let kids = cose.signatures.iter().map(kid_of);
        if again.to_tagged_vec().map_err(malformed)? != bytes || !kids.is_sorted_by(|a, b| a < b) {
            return Err(DocumentError::NotDeterministic);
        }
        Ok(Self(cose))
    }

    pub(super) fn payload(&self) -> &[u8] {
        self.0.payload.as_deref().unwrap_or_default()
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        // Writing to a Vec can't fail.
        self.0.clone().to_tagged_vec().unwrap_or_default()
    }

    pub(super) fn kids(&self) -> impl Iterator<Item = KeyId> {
        self.0.signatures.iter().filter_map(kid_of)
    }

    /// Adds a key's signature, or puts it in the place of its earlier one.
    pub(super) fn add(&mut self, key: &dyn Signer) -> Result<(), SignError> {
        let kid = key.public_key().kid();
        let mut signature = CoseSignatureBuilder::new().protected(by(kid)).build();
        signature.signature = key.sign(&self.0.tbs_data(AAD, &signature))?;
        self.0.signatures.retain(|other| kid_of(other) != Some(kid));
        let at = self.0.signatures.partition_point(|other| kid_of(other) < Some(kid));
        self.0.signatures.insert(at, signature);
        Ok(())
    }

    /// How many of these keys signed.
    pub(super) fn count(&self, keys: &[PublicKey]) -> Result<usize, SignatureFault> {
        let mut count = 0;
        for signature in &self.0.signatures {
            let mut named = keys.iter().filter(|key| kid_of(signature) == Some(key.kid())).peekable();
            if named.peek().is_some() {
                let message = self.0.tbs_data(AAD, signature);
                let fits = named.any(|key| key.is_signature(&message, &signature.signature));
                count += if fits { 1 } else { return Err(SignatureFault::Wrong) };
            }
        }
        Ok(count)
    }
}

fn kid_of(signature: &CoseSignature) -> Option<KeyId> {
    signature.protected.header.key_id.as_slice().try_into().ok()
}

fn check_headers(typ: &'static str, cose: &CoseSign) -> Result<(), DocumentError> {
    let is_bare = |signature: &CoseSignature| signature.unprotected.is_empty();
    if !cose.unprotected.is_empty() || !cose.signatures.iter().all(is_bare) {
        return Err(DocumentError::UnprotectedHeader);
    }
    let mut headers = cose.signatures.iter().map(|signature| &signature.protected.header);
    if !cose.protected.header.crit.is_empty() || headers.clone().any(|header| !header.crit.is_empty()) {
        return Err(DocumentError::CriticalHeader);
    }
    check_type(typ, &cose.protected.header)?;
    if cose.protected.header != typed(typ) {
        return Err(DocumentError::UnexpectedHeader);
    }
    headers.try_for_each(|header| {
        let kid = KeyId::try_from(header.key_id.as_slice()).map_err(|_| DocumentError::KeyId)?;
        match header.alg.as_ref().and_then(Algorithm::from_cose) {
            Some(Algorithm::EdDsa) if *header == by(kid) => Ok(()),
            Some(Algorithm::EdDsa) => Err(DocumentError::UnexpectedHeader),
            _ => Err(DocumentError::WrongAlgorithm),
        }
    })
}
