//! `COSE_Mac0` (RFC 9052, 6.2) with HMAC 256/256 (RFC 9053, 3.1), written and read directly: the structure
//! is tiny and this is what millions of devices send every day.

use std::convert::Infallible;

use hmac::{Hmac, KeyInit, Mac};
use ident::SessionId;
use minicbor::data::Tag;
use minicbor::encode::{Error as EncodeError, Write};
use minicbor::{Decode, Decoder, Encode, Encoder};
use sha2::Sha256;

use super::SessionError;
use crate::DocumentError;
use crate::canonical::{self, Fault};
use crate::envelope::AAD;

const COSE_MAC0: Tag = Tag::new(17);
const HMAC_256_256: i64 = 5;

/// A message whose authenticity is not checked yet.
pub(super) struct Unopened<'a> {
    session: SessionId,
    protected: &'a [u8],
    payload: &'a [u8],
    tag: &'a [u8],
}

/// Writes a message with its authentication code.
pub(super) fn seal<T: Encode<()>>(typ: &str, session: SessionId, key: &[u8; 32], body: &T) -> Vec<u8> {
    let payload = canonical::encode(body);
    let mut protected = Vec::with_capacity(64);
    let mut message = Vec::with_capacity(payload.len() + 128);
    let written = write_protected(&mut Encoder::new(&mut protected), typ, session)
        .and_then(|()| authenticate(key, &protected, &payload))
        .and_then(|mac| {
            let tag = mac.finalize().into_bytes();
            write_message(&mut Encoder::new(&mut message), &protected, &payload, &tag)
        });
    // Writing to a Vec can't fail; if it did, nothing half-written would leave.
    written.map(|()| message).unwrap_or_default()
}

impl<'a> Unopened<'a> {
    /// Reads the envelope in its one deterministic form.
    pub(super) fn read(typ: &'static str, bytes: &'a [u8], limit: usize) -> Result<Self, SessionError> {
        if bytes.len() > limit {
            return Err(DocumentError::TooLarge { size: bytes.len(), limit }.into());
        }
        let (protected, payload, tag) = split(bytes)?;
        if !canonical::writes_exactly(bytes, |e| write_message(e, protected, payload, tag)) {
            return Err(Fault::NotDeterministic.into());
        }
        let session = read_protected(typ, protected)?;
        if !canonical::writes_exactly(protected, |e| write_protected(e, typ, session)) {
            return Err(Fault::NotDeterministic.into());
        }
        Ok(Self { session, protected, payload, tag })
    }

    /// The session it claims to belong to.
    pub(super) const fn session(&self) -> SessionId {
        self.session
    }

    /// Checks the authentication code in constant time, and only then reads the message.
    pub(super) fn open<T: Decode<'a, ()> + Encode<()>>(self, key: &[u8; 32]) -> Result<T, SessionError> {
        let mac = authenticate(key, self.protected, self.payload).map_err(|_| SessionError::BadMac)?;
        mac.verify_slice(self.tag).map_err(|_| SessionError::BadMac)?;
        Ok(canonical::decode(self.payload)?)
    }
}

/// Feeds what is encoded into the MAC.
struct IntoMac(Hmac<Sha256>);

impl Write for IntoMac {
    type Error = Infallible;

    fn write_all(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        self.0.update(bytes);
        Ok(())
    }
}

/// The MAC over the `MAC_structure` (RFC 9052, 6.3).
fn authenticate(
    key: &[u8; 32],
    protected: &[u8],
    payload: &[u8],
) -> Result<Hmac<Sha256>, EncodeError<Infallible>> {
    let mac = Hmac::<Sha256>::new_from_slice(key).map_err(EncodeError::message)?;
    let mut e = Encoder::new(IntoMac(mac));
    e.array(4)?.str("MAC0")?.bytes(protected)?.bytes(AAD)?.bytes(payload)?;
    Ok(e.into_writer().0)
}

fn write_protected<W: Write>(
    e: &mut Encoder<W>,
    typ: &str,
    session: SessionId,
) -> Result<(), EncodeError<W::Error>> {
    e.map(3)?.u8(1)?.i64(HMAC_256_256)?.u8(4)?.bytes(session.as_bytes())?.u8(16)?.str(typ)?.ok()
}

fn write_message<W: Write>(
    e: &mut Encoder<W>,
    protected: &[u8],
    payload: &[u8],
    tag: &[u8],
) -> Result<(), EncodeError<W::Error>> {
    e.tag(COSE_MAC0)?.array(4)?.bytes(protected)?.map(0)?.bytes(payload)?.bytes(tag)?.ok()
}

fn malformed(error: &minicbor::decode::Error) -> SessionError {
    DocumentError::Malformed(error.to_string()).into()
}

type Parts<'a> = (&'a [u8], &'a [u8], &'a [u8]);

fn split(bytes: &[u8]) -> Result<Parts<'_>, SessionError> {
    let read = |d: &mut Decoder<'_>| Ok((d.tag()?, d.array()?));
    let d = &mut Decoder::new(bytes);
    let head: (Tag, Option<u64>) = read(d).map_err(|e| malformed(&e))?;
    if head != (COSE_MAC0, Some(4)) {
        return Err(DocumentError::Malformed("not a COSE_Mac0".to_owned()).into());
    }
    let protected = d.bytes().map_err(|e| malformed(&e))?;
    if d.map().map_err(|e| malformed(&e))? != Some(0) {
        return Err(DocumentError::UnprotectedHeader.into());
    }
    let payload = d.bytes().map_err(|e| malformed(&e))?;
    let tag = d.bytes().map_err(|e| malformed(&e))?;
    Ok((protected, payload, tag))
}

fn read_protected(typ: &'static str, protected: &[u8]) -> Result<SessionId, SessionError> {
    let d = &mut Decoder::new(protected);
    let unexpected = SessionError::from(DocumentError::UnexpectedHeader);
    if d.map().map_err(|e| malformed(&e))? != Some(3) || label(d)? != 1 {
        return Err(unexpected);
    }
    if d.i64().map_err(|e| malformed(&e))? != HMAC_256_256 {
        return Err(DocumentError::WrongAlgorithm.into());
    }
    if label(d)? != 4 {
        return Err(unexpected);
    }
    let session = d.decode().map_err(|_| SessionError::from(DocumentError::KeyId))?;
    if label(d)? != 16 {
        return Err(unexpected);
    }
    let found = d.str().map_err(|e| malformed(&e))?;
    if found != typ {
        let found = found.chars().take(80).collect();
        return Err(DocumentError::WrongType { expected: typ, found }.into());
    }
    Ok(session)
}

fn label(d: &mut Decoder<'_>) -> Result<i64, SessionError> {
    d.i64().map_err(|e| malformed(&e))
}
