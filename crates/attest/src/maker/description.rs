use x509_cert::der::asn1::{Any, OctetStringRef};
use x509_cert::der::{self, Encode as _, Tag, TagNumber};

use super::{Made, MakerError};

/// The version of the form, as KeyMint 3 writes it.
const VERSION: u32 = 300;

/// What a description says about the key and its phone beside the numbers burned in.
pub(crate) struct Facts {
    pub(crate) security_level: u8,
    pub(crate) purpose: u8,
    pub(crate) curve: u8,
    pub(crate) origin: u8,
    pub(crate) locked: bool,
    pub(crate) boot_state: u8,
}

impl Facts {
    /// A key for signing, made in the trusted environment of a phone that runs its maker's own, locked system.
    pub(crate) const GENUINE: Self =
        Self { security_level: 1, purpose: 2, curve: 1, origin: 0, locked: true, boot_state: 0 };
}

/// Parts of a sequence, each already in DER.
fn sequence(parts: &[Vec<u8>]) -> der::Result<Vec<u8>> {
    Any::new(Tag::Sequence, parts.concat())?.to_der()
}

fn enumerated(number: u8) -> der::Result<Vec<u8>> {
    Any::new(Tag::Enumerated, [number])?.to_der()
}

fn octets(bytes: &[u8]) -> der::Result<Vec<u8>> {
    OctetStringRef::new(bytes)?.to_der()
}

/// An item of an `AuthorizationList`.
fn item(number: u32, value: &[u8]) -> der::Result<Vec<u8>> {
    Any::new(TagNumber(number).context_specific(true), value)?.to_der()
}

/// The key description of a phone.
pub(crate) fn of(made: &Made<'_>, facts: &Facts) -> Result<Vec<u8>, MakerError> {
    let (first, second) = match made.imeis {
        [first] => (first, None),
        [first, second] => (first, Some(second)),
        _ => return Err(MakerError::Imeis),
    };
    let purposes = Any::new(Tag::Set, facts.purpose.to_der()?)?.to_der()?;
    let (locked, state) = (facts.locked.to_der()?, enumerated(facts.boot_state)?);
    let boot = sequence(&[octets(&[0; 32])?, locked, state, octets(&[0; 32])?])?;
    let mut hardware = vec![
        item(1, &purposes)?,
        item(2, &3_u8.to_der()?)?,
        item(3, &256_u16.to_der()?)?,
        item(10, &facts.curve.to_der()?)?,
        item(702, &facts.origin.to_der()?)?,
        item(704, &boot)?,
        item(713, &octets(made.serial.as_bytes())?)?,
        item(714, &octets(first.to_string().as_bytes())?)?,
        item(717, &octets(made.model.as_bytes())?)?,
    ];
    if let Some(second) = second {
        hardware.push(item(723, &octets(second.to_string().as_bytes())?)?);
    }
    Ok(sequence(&[
        VERSION.to_der()?,
        enumerated(facts.security_level)?,
        VERSION.to_der()?,
        enumerated(facts.security_level)?,
        octets(made.challenge.as_bytes())?,
        octets(&[])?,
        sequence(&[])?,
        sequence(&hardware)?,
    ])?)
}
