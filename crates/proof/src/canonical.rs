//! Deterministic CBOR (RFC 8949, 4.2.1) is checked by writing a decoded value again: whatever an encoder of
//! ours would not have written (unknown or doubled keys, longer heads, indefinite lengths) differs.

use minicbor::encode::{Error as EncodeError, Write};
use minicbor::{Decode, Encode, Encoder};

/// Why bytes are not the deterministic form of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Not the wanted value at all.
    Malformed(String),
    /// The value in another form, or something after it.
    NotDeterministic,
}

impl From<minicbor::decode::Error> for Fault {
    fn from(error: minicbor::decode::Error) -> Self {
        Self::Malformed(error.to_string())
    }
}

/// Reads a value from its deterministic form.
pub(crate) fn decode<'b, T: Decode<'b, ()> + Encode<()>>(bytes: &'b [u8]) -> Result<T, Fault> {
    let value: T = minicbor::decode(bytes)?;
    let again = |e: &mut Encoder<&mut Same<'_>>| value.encode(e, &mut ());
    if writes_exactly(bytes, again) { Ok(value) } else { Err(Fault::NotDeterministic) }
}

/// The deterministic form of a value.
pub(crate) fn encode<T: Encode<()>>(value: &T) -> Vec<u8> {
    // Writing to a Vec can't fail.
    minicbor::to_vec(value).unwrap_or_default()
}

/// Whether `write` writes exactly these bytes. Nothing is allocated.
pub(crate) fn writes_exactly<F>(bytes: &[u8], write: F) -> bool
where
    F: FnOnce(&mut Encoder<&mut Same<'_>>) -> Result<(), EncodeError<Differs>>,
{
    let mut same = Same(bytes);
    let written = write(&mut Encoder::new(&mut same));
    written.is_ok() && same.0.is_empty()
}

/// Compares what is written with what is expected.
pub(crate) struct Same<'a>(&'a [u8]);

/// The written bytes are other ones.
#[derive(Debug)]
pub(crate) struct Differs;

impl Write for Same<'_> {
    type Error = Differs;

    fn write_all(&mut self, written: &[u8]) -> Result<(), Differs> {
        self.0 = self.0.strip_prefix(written).ok_or(Differs)?;
        Ok(())
    }
}
