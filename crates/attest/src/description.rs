use x509_cert::der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use x509_cert::der::{self, Decode as _, Reader as _, Tag};

use crate::authorizations::Authorizations;
use crate::{Fault, SecurityLevel};

/// Where Android keeps its key description.
pub(crate) const EXTENSION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.11129.2.1.17");

/// Android's `KeyDescription`, as far as it is needed. The same fields in all its versions so far (1 to 400):
///
/// ```text
/// SEQUENCE { version INTEGER, attestationSecurityLevel ENUMERATED, keyMintVersion INTEGER,
///            keyMintSecurityLevel ENUMERATED, challenge OCTET STRING, uniqueId OCTET STRING,
///            softwareEnforced AuthorizationList, hardwareEnforced AuthorizationList }
/// ```
pub(crate) struct Description<'a> {
    attestation_level: u8,
    key_level: u8,
    pub(crate) challenge: &'a [u8],
    pub(crate) hardware: Authorizations<'a>,
}

impl<'a> Description<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, Fault> {
        Self::decode(bytes).map_err(|_| Fault::Description)
    }

    fn decode(bytes: &'a [u8]) -> der::Result<Self> {
        AnyRef::from_der(bytes)?.sequence(|fields| {
            fields.decode::<u32>()?;
            let attestation_level = enumerated(fields.decode()?)?;
            fields.decode::<u32>()?;
            let key_level = enumerated(fields.decode()?)?;
            let challenge = fields.decode::<&OctetStringRef>()?.as_bytes();
            fields.decode::<&OctetStringRef>()?;
            let software: AnyRef<'a> = fields.decode()?;
            Authorizations::read(software)?;
            let hardware = Authorizations::read(fields.decode()?)?;
            Ok(Self { attestation_level, key_level, challenge, hardware })
        })
    }

    /// Whether the key lives in the hardware of a phone that runs its maker's own, locked system.
    pub(crate) fn check(&self) -> Result<SecurityLevel, Fault> {
        let level = match self.attestation_level.min(self.key_level) {
            0 => Err(Fault::Software),
            1 => Ok(SecurityLevel::TrustedEnvironment),
            2 => Ok(SecurityLevel::StrongBox),
            _ => Err(Fault::Description),
        }?;
        self.hardware.check()?;
        Ok(level)
    }
}

/// The number of an `ENUMERATED` with less than 128 values.
pub(crate) fn enumerated(value: AnyRef<'_>) -> der::Result<u8> {
    match (value.header().tag(), value.value()) {
        (Tag::Enumerated, [number @ 0..=127]) => Ok(*number),
        _ => Err(Tag::Enumerated.value_error().into()),
    }
}
