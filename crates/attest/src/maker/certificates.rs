use std::str::FromStr as _;
use std::time::Duration;

use jiff::Timestamp;
use p256::ecdsa::{DerSignature, SigningKey, VerifyingKey};
use proof::Digest;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{self, Builder as _, CertificateBuilder};
use x509_cert::certificate::TbsCertificate;
use x509_cert::der::asn1::OctetString;
use x509_cert::der::{self, DateTime, Encode as _};
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage, KeyUsages};
use x509_cert::ext::{Extension, ToExtension as _};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{SubjectPublicKeyInfoOwned, SubjectPublicKeyInfoRef};
use x509_cert::time::{Time, Validity};

use crate::description::EXTENSION;

/// A key with a certificate that lets it issue others.
pub(crate) struct Authority {
    key: SigningKey,
    name: Name,
    validity: Validity,
    certificate: Vec<u8>,
}

/// What a certificate is for.
pub(crate) enum Role {
    /// To issue others, with this many authorities below it.
    Authority(u8),
    /// A device key, with its description.
    Device(Vec<u8>),
}

struct Profile<'a> {
    issuer: &'a Name,
    subject: Name,
    role: Role,
}

impl BuilderProfile for Profile<'_> {
    fn get_issuer(&self, _: &Name) -> Name {
        self.issuer.clone()
    }

    fn get_subject(&self) -> Name {
        self.subject.clone()
    }

    fn build_extensions(
        &self,
        _: SubjectPublicKeyInfoRef<'_>,
        _: SubjectPublicKeyInfoRef<'_>,
        _: &TbsCertificate,
    ) -> builder::Result<Vec<Extension>> {
        let usage = |usage: KeyUsages| (&KeyUsage(usage.into())).to_extension(&self.subject, &[]);
        Ok(match &self.role {
            Role::Authority(below) => {
                let constraints = BasicConstraints { ca: true, path_len_constraint: Some(*below) };
                vec![(&constraints).to_extension(&self.subject, &[])?, usage(KeyUsages::KeyCertSign)?]
            }
            Role::Device(description) => {
                let extn_value = OctetString::new(description.as_slice())?;
                let attestation = Extension { extn_id: EXTENSION, critical: false, extn_value };
                vec![usage(KeyUsages::DigitalSignature)?, attestation]
            }
        })
    }
}

fn name(common: &str) -> der::Result<Name> {
    Name::from_str(&format!("CN={common}"))
}

fn time(at: Timestamp) -> der::Result<Time> {
    let seconds = u64::try_from(at.as_second()).unwrap_or_default();
    DateTime::from_unix_duration(Duration::from_secs(seconds)).map(Time::from)
}

impl Authority {
    /// A root: it certifies itself.
    pub(crate) fn root(
        key: SigningKey,
        common: &str,
        (from, until): (Timestamp, Timestamp),
    ) -> builder::Result<Self> {
        let validity = Validity::new(time(from)?, time(until)?);
        let mut root = Self { key, name: name(common)?, validity, certificate: Vec::new() };
        root.certificate = root.issue(root.key.verifying_key(), common, Role::Authority(1))?;
        Ok(root)
    }

    /// An authority below this one, which issues certificates for phones.
    pub(crate) fn authority(&self, key: SigningKey, common: &str) -> builder::Result<Self> {
        let certificate = self.issue(key.verifying_key(), common, Role::Authority(0))?;
        Ok(Self { key, name: name(common)?, validity: self.validity, certificate })
    }

    pub(crate) fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// A certificate for `key`. Its serial number is taken from the key, so that it is the same every time.
    pub(crate) fn issue(&self, key: &VerifyingKey, common: &str, role: Role) -> builder::Result<Vec<u8>> {
        let info = SubjectPublicKeyInfoOwned::from_key(key)?;
        let digest = Digest::of(&info.to_der()?);
        let serial = SerialNumber::new(digest.as_bytes().get(..16).unwrap_or_default())?;
        let profile = Profile { issuer: &self.name, subject: name(common)?, role };
        let builder = CertificateBuilder::new(profile, serial, self.validity, info)?;
        Ok(builder.build::<_, DerSignature>(&self.key)?.to_der()?)
    }
}
