use jiff::Timestamp;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;
use x509_cert::name::Name;
use x509_cert::spki::SubjectPublicKeyInfoOwned;

use crate::RootFault;
use crate::certificate::Certificate;

/// The makers that are believed: where a chain must end.
#[derive(Debug, Clone, Default)]
pub struct Roots(Vec<Anchor>);

/// A root's name and key. Chains carry copies of a root certificate, often older ones with the same key; what
/// counts is the certificate that was configured.
#[derive(Debug, Clone)]
pub(crate) struct Anchor {
    pub(crate) subject: Name,
    pub(crate) key: SubjectPublicKeyInfoOwned,
    validity: (Timestamp, Timestamp),
}

impl Anchor {
    fn read(bytes: &[u8]) -> Option<Self> {
        let certificate = Certificate::parse(bytes)?;
        let is_root = certificate.subject() == certificate.issuer()
            && certificate.is_ca()
            && certificate.is_signed_by(certificate.key());
        is_root.then(|| Self {
            subject: certificate.subject().clone(),
            key: certificate.key().clone(),
            validity: certificate.validity(),
        })
    }
}

impl Roots {
    /// Roots from certificates in DER.
    ///
    /// # Errors
    /// [`RootFault::NotARoot`] with the position of the first that is none.
    pub fn from_der<B: AsRef<[u8]>>(certificates: &[B]) -> Result<Self, RootFault> {
        let read = |(n, bytes): (usize, &B)| Anchor::read(bytes.as_ref()).ok_or(RootFault::NotARoot(n));
        certificates.iter().enumerate().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Roots from a PEM file, as makers publish them.
    ///
    /// # Errors
    /// When it is no such file, has no certificate, or one that is no root.
    pub fn from_pem(pem: &[u8]) -> Result<Self, RootFault> {
        let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
        let certificates = certificates.map_err(|_| RootFault::Pem)?;
        if certificates.is_empty() {
            return Err(RootFault::Empty);
        }
        Self::from_der(&certificates)
    }

    /// These roots and others.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        self.0.extend(others.0.iter().cloned());
        self
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The valid root of this name that satisfies `fits`.
    pub(crate) fn find(
        &self,
        subject: &Name,
        now: Timestamp,
        fits: impl Fn(&Anchor) -> bool,
    ) -> Option<&Anchor> {
        self.0.iter().find(|anchor| {
            anchor.subject == *subject
                && (anchor.validity.0..=anchor.validity.1).contains(&now)
                && fits(anchor)
        })
    }
}
