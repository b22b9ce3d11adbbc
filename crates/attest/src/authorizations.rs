use std::collections::BTreeMap;

use ident::Imei;
use x509_cert::der::asn1::{AnyRef, OctetStringRef};
use x509_cert::der::{self, Decode as _, ErrorKind, Reader as _, Tag};

use crate::Fault;
use crate::description::enumerated;

/// An `AuthorizationList`: what is true of the key and its phone, each item under a number of its own. Only the
/// numbers below are looked at; new ones appear with every version.
pub(crate) struct Authorizations<'a>(BTreeMap<u32, AnyRef<'a>>);

const PURPOSE: u32 = 1;
const ALGORITHM: u32 = 2;
const CURVE: u32 = 10;
const ORIGIN: u32 = 702;
const ROOT_OF_TRUST: u32 = 704;
const SERIAL: u32 = 713;
const IMEI: u32 = 714;
const MODEL: u32 = 717;
const SECOND_IMEI: u32 = 723;

/// `KeyPurpose` SIGN.
const SIGN: u8 = 2;
/// `Algorithm` EC.
const EC: u8 = 3;
/// `EcCurve` P-256.
const P256: u8 = 1;
/// `KeyOrigin` GENERATED.
const GENERATED: u8 = 0;
/// `VerifiedBootState` Verified: green.
const VERIFIED: u8 = 0;

impl<'a> Authorizations<'a> {
    pub(crate) fn read(list: AnyRef<'a>) -> der::Result<Self> {
        list.sequence(|reader| {
            let mut items = BTreeMap::new();
            while !reader.is_finished() {
                let item: AnyRef<'a> = reader.decode()?;
                let Tag::ContextSpecific { constructed: true, number } = item.header().tag() else {
                    return Err(der::Error::from(ErrorKind::Failed));
                };
                let is_new = items.insert(number.value(), AnyRef::from_der(item.value())?).is_none();
                if !is_new {
                    return Err(ErrorKind::Failed.into());
                }
            }
            Ok(Self(items))
        })
    }

    /// Whether the key is one that a device signs with, and the phone was started as its maker meant it to be.
    pub(crate) fn check(&self) -> Result<(), Fault> {
        if self.number(ORIGIN)? != Some(GENERATED) {
            return Err(Fault::Imported);
        }
        let is_p256 = self.number(ALGORITHM)? == Some(EC) && self.number(CURVE)? == Some(P256);
        if !is_p256 || !self.purposes()?.contains(&SIGN) {
            return Err(Fault::Key);
        }
        let root_of_trust = self.0.get(&ROOT_OF_TRUST).ok_or(Fault::NoRootOfTrust)?;
        if is_verified_boot(*root_of_trust).map_err(|_| Fault::Description)? {
            Ok(())
        } else {
            Err(Fault::NotVerifiedBoot)
        }
    }

    fn number(&self, item: u32) -> Result<Option<u8>, Fault> {
        let value = self.0.get(&item).map(|value| value.decode_as::<u8>());
        value.transpose().map_err(|_| Fault::Description)
    }

    fn purposes(&self) -> Result<Vec<u8>, Fault> {
        let Some(set) = self.0.get(&PURPOSE) else { return Ok(Vec::new()) };
        numbers(*set).map_err(|_| Fault::Description)
    }

    /// The phone's IMEIs.
    pub(crate) fn imeis(&self) -> Result<Vec<Imei>, Fault> {
        let texts = [self.text(IMEI)?, self.text(SECOND_IMEI)?];
        texts.into_iter().flatten().map(|text| text.parse().map_err(|_| Fault::Imei)).collect()
    }

    pub(crate) fn serial(&self) -> Result<Option<String>, Fault> {
        self.text(SERIAL)
    }

    pub(crate) fn model(&self) -> Result<Option<String>, Fault> {
        self.text(MODEL)
    }

    fn text(&self, item: u32) -> Result<Option<String>, Fault> {
        let Some(value) = self.0.get(&item) else { return Ok(None) };
        let bytes: &OctetStringRef = value.decode_as().map_err(|_| Fault::Description)?;
        let text = String::from_utf8(bytes.as_bytes().to_vec()).map_err(|_| Fault::Text)?;
        Ok(Some(text))
    }
}

/// `SET OF INTEGER`.
fn numbers(set: AnyRef<'_>) -> der::Result<Vec<u8>> {
    if set.header().tag() != Tag::Set {
        return Err(Tag::Set.value_error().into());
    }
    let mut reader = der::SliceReader::new(set.value())?;
    let mut numbers = Vec::new();
    while !reader.is_finished() {
        numbers.push(reader.decode()?);
    }
    Ok(numbers)
}

/// `RootOfTrust`: whose key the started system is signed with, whether the phone is locked, and the judgment.
/// What follows differs between versions.
fn is_verified_boot(root_of_trust: AnyRef<'_>) -> der::Result<bool> {
    root_of_trust.sequence(|fields| {
        fields.decode::<&OctetStringRef>()?;
        let is_locked: bool = fields.decode()?;
        let state = enumerated(fields.decode()?)?;
        while !fields.is_finished() {
            fields.tlv_bytes()?;
        }
        Ok(is_locked && state == VERIFIED)
    })
}
