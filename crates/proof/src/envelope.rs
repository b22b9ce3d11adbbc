//! The one shape of everything signed: a tagged `COSE_Sign1` (RFC 9052, 4.2) with `alg`, `kid` and `typ`
//! protected, nothing unprotected, the payload inside, and the protocol's name as external data.

use std::convert::Infallible;

use coset::cbor::value::Value;
use coset::{CoseSign1, CoseSign1Builder, Header, HeaderBuilder, Label, TaggedCborSerializable};

use crate::document::DocumentError;
use crate::keys::{Algorithm, KeyId, LocalSigner, PublicKey, SignError, Signer};

/// External data of every signature and MAC: no message of another protocol or version fits.
pub(crate) const AAD: &[u8] = b"quittance/v1";

/// The `typ` header parameter (RFC 9596, 2).
pub(crate) const TYP: i64 = 16;

/// Something signed and readable, but not yet verified.
pub(crate) struct Envelope {
    cose: CoseSign1,
    algorithm: Algorithm,
    key_id: KeyId,
    bytes: Vec<u8>,
}

/// Signs a payload with a key that may live elsewhere.
pub(crate) fn try_sign(typ: &str, payload: Vec<u8>, key: &dyn Signer) -> Result<Vec<u8>, SignError> {
    seal(typ, payload, &key.public_key(), |message| key.sign(message))
}

/// Signs a payload with a key in memory.
pub(crate) fn sign<K: LocalSigner + ?Sized>(typ: &str, payload: Vec<u8>, key: &K) -> Vec<u8> {
    let signed = seal::<Infallible>(typ, payload, &key.public_key(), |message| Ok(key.sign_local(message)));
    match signed {
        Ok(bytes) => bytes,
        Err(never) => match never {},
    }
}

fn seal<E>(
    typ: &str,
    payload: Vec<u8>,
    public: &PublicKey,
    sign: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<Vec<u8>, E> {
    let header = HeaderBuilder::new()
        .algorithm(public.algorithm().cose())
        .key_id(public.kid().to_vec())
        .value(TYP, Value::Text(typ.to_owned()))
        .build();
    let signed = CoseSign1Builder::new()
        .protected(header)
        .payload(payload)
        .try_create_signature(AAD, |message| sign(message).map(|signature| lower_s(public, signature)))?;
    // Writing to a Vec can't fail.
    Ok(signed.build().to_tagged_vec().unwrap_or_default())
}

/// Of the two valid values of `s` secure hardware gives either; documents carry the lower one.
fn lower_s(key: &PublicKey, signature: Vec<u8>) -> Vec<u8> {
    match (key, p256::ecdsa::Signature::from_slice(&signature)) {
        (PublicKey::P256(_), Ok(either)) => either.normalize_s().to_vec(),
        _ => signature,
    }
}

impl Envelope {
    /// Reads an envelope in its one deterministic form.
    pub(crate) fn parse(typ: &'static str, bytes: &[u8], limit: usize) -> Result<Self, DocumentError> {
        if bytes.len() > limit {
            return Err(DocumentError::TooLarge { size: bytes.len(), limit });
        }
        let malformed = |error: coset::CoseError| DocumentError::Malformed(error.to_string());
        let cose = CoseSign1::from_tagged_slice(bytes).map_err(malformed)?;
        let (algorithm, key_id) = check_headers(typ, &cose)?;
        if cose.payload.is_none() {
            return Err(DocumentError::Malformed("a detached payload".to_owned()));
        }
        let mut again = cose.clone();
        again.protected.original_data = None;
        if again.to_tagged_vec().map_err(malformed)? != bytes {
            return Err(DocumentError::NotDeterministic);
        }
        Ok(Self { cose, algorithm, key_id, bytes: bytes.to_vec() })
    }

    /// What is signed.
    pub(crate) fn payload(&self) -> &[u8] {
        self.cose.payload.as_deref().unwrap_or_default()
    }

    /// Which key to try.
    pub(crate) const fn kid(&self) -> KeyId {
        self.key_id
    }

    /// The envelope as it came.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Checks that exactly this key signed it.
    pub(crate) fn verify(&self, key: &PublicKey) -> Result<(), DocumentError> {
        if self.algorithm != key.algorithm() {
            return Err(DocumentError::WrongAlgorithm);
        }
        if self.key_id != key.kid() {
            return Err(DocumentError::WrongKey);
        }
        self.cose.verify_signature(AAD, |signature, message| {
            if key.is_signature(message, signature) { Ok(()) } else { Err(DocumentError::BadSignature) }
        })
    }
}

fn check_headers(typ: &'static str, cose: &CoseSign1) -> Result<(Algorithm, KeyId), DocumentError> {
    if !cose.unprotected.is_empty() {
        return Err(DocumentError::UnprotectedHeader);
    }
    let header = &cose.protected.header;
    if !header.crit.is_empty() {
        return Err(DocumentError::CriticalHeader);
    }
    let algorithm =
        header.alg.as_ref().and_then(Algorithm::from_cose).ok_or(DocumentError::WrongAlgorithm)?;
    check_type(typ, header)?;
    let key_id = KeyId::try_from(header.key_id.as_slice()).map_err(|_| DocumentError::KeyId)?;
    let known = Header {
        alg: header.alg.clone(),
        key_id: header.key_id.clone(),
        rest: vec![(Label::Int(TYP), Value::Text(typ.to_owned()))],
        ..Header::default()
    };
    if *header != known {
        return Err(DocumentError::UnexpectedHeader);
    }
    Ok((algorithm, key_id))
}

/// Whether the `typ` header names this type.
pub(crate) fn check_type(typ: &'static str, header: &Header) -> Result<(), DocumentError> {
    let found = header.rest.iter().find(|(label, _)| *label == Label::Int(TYP));
    let found = found.and_then(|(_, value)| value.as_text()).unwrap_or_default();
    if found == typ {
        return Ok(());
    }
    Err(DocumentError::WrongType { expected: typ, found: found.chars().take(80).collect() })
}
