use jiff::Timestamp;
use x509_cert::certificate::{TbsCertificate, Version};
use x509_cert::der::asn1::{AnyRef, ObjectIdentifier};
use x509_cert::der::oid::AssociatedOid;
use x509_cert::der::{self, Decode, Reader as _};
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage};
use x509_cert::name::Name;
use x509_cert::spki::SubjectPublicKeyInfoOwned;
use x509_cert::time::Time;

use crate::signature;

/// A certificate that was read; nothing about it is checked yet.
pub(crate) struct Certificate<'a> {
    /// The bytes that its signature is over, as they came.
    signed: &'a [u8],
    parsed: x509_cert::Certificate,
}

/// The bytes of the first of a certificate's three parts.
fn signed_part(bytes: &[u8]) -> der::Result<&[u8]> {
    AnyRef::from_der(bytes)?.sequence(|parts| {
        let signed = parts.tlv_bytes()?;
        parts.tlv_bytes()?;
        parts.tlv_bytes()?;
        Ok(signed)
    })
}

impl<'a> Certificate<'a> {
    /// `None` when it is not DER of version 3, names two algorithms, or has an extension twice.
    pub(crate) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let parsed = x509_cert::Certificate::from_der(bytes).ok()?;
        let certificate = Self { signed: signed_part(bytes).ok()?, parsed };
        let tbs = certificate.tbs();
        let is_plain = tbs.version() == Version::V3
            && tbs.signature() == certificate.parsed.signature_algorithm()
            && !certificate.has_doubled_extension();
        is_plain.then_some(certificate)
    }

    fn tbs(&self) -> &TbsCertificate {
        self.parsed.tbs_certificate()
    }

    fn extension_ids(&self) -> impl Iterator<Item = (ObjectIdentifier, bool)> {
        self.tbs().extensions().into_iter().flatten().map(|extension| (extension.extn_id, extension.critical))
    }

    fn has_doubled_extension(&self) -> bool {
        let ids: Vec<_> = self.extension_ids().map(|(id, _)| id).collect();
        (1..ids.len()).any(|n| ids[..n].contains(&ids[n]))
    }

    /// Whether all its critical extensions are among those that are checked here.
    pub(crate) fn is_understood(&self) -> bool {
        let known = [BasicConstraints::OID, KeyUsage::OID];
        self.extension_ids().all(|(id, is_critical)| !is_critical || known.contains(&id))
    }

    pub(crate) fn subject(&self) -> &Name {
        self.tbs().subject()
    }

    pub(crate) fn issuer(&self) -> &Name {
        self.tbs().issuer()
    }

    pub(crate) fn key(&self) -> &SubjectPublicKeyInfoOwned {
        self.tbs().subject_public_key_info()
    }

    /// When it is valid, both ends included.
    pub(crate) fn validity(&self) -> (Timestamp, Timestamp) {
        let validity = self.tbs().validity();
        (instant(validity.not_before), instant(validity.not_after))
    }

    /// The content of an extension.
    pub(crate) fn extension(&self, id: ObjectIdentifier) -> Option<&[u8]> {
        let mut extensions = self.tbs().extensions().into_iter().flatten();
        extensions.find(|extension| extension.extn_id == id).map(|extension| extension.extn_value.as_bytes())
    }

    /// Whether it says that it may sign certificates.
    pub(crate) fn is_ca(&self) -> bool {
        let usage = self.tbs().get_extension::<KeyUsage>();
        let may_sign = matches!(usage, Ok(Some((_, usage))) if usage.key_cert_sign());
        may_sign && self.constraints().is_some_and(|constraints| constraints.ca)
    }

    /// Whether it is for a key that signs data, and certifies no others.
    pub(crate) fn is_end(&self) -> bool {
        let signs = match self.tbs().get_extension::<KeyUsage>() {
            Ok(None) => true,
            Ok(Some((_, usage))) => usage.digital_signature() && !usage.key_cert_sign(),
            Err(_) => false,
        };
        signs
            && self
                .extension(BasicConstraints::OID)
                .is_none_or(|_| self.constraints().is_some_and(|constraints| !constraints.ca))
    }

    /// Whether it allows this many certificates of authorities below it.
    pub(crate) fn allows_below(&self, authorities: usize) -> bool {
        let most = self.constraints().and_then(|constraints| constraints.path_len_constraint);
        most.is_none_or(|most| authorities <= usize::from(most))
    }

    fn constraints(&self) -> Option<BasicConstraints> {
        self.tbs().get_extension().ok().flatten().map(|(_, constraints)| constraints)
    }

    pub(crate) fn is_signed_by(&self, key: &SubjectPublicKeyInfoOwned) -> bool {
        let signature = self.parsed.signature().as_bytes();
        signature
            .is_some_and(|signature| signature::is_valid(key, self.tbs().signature(), self.signed, signature))
    }
}

/// What lies beyond what an instant can hold is the last one there is.
fn instant(time: Time) -> Timestamp {
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
    Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX)
}
