use coset::{RegisteredLabelWithPrivate, iana};

/// A signature algorithm (RFC 9053, 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// Ed25519; COSE algorithm -8.
    EdDsa,
    /// ECDSA with P-256 and SHA-256; COSE algorithm -7.
    Es256,
}

impl Algorithm {
    /// The number in the `alg` header.
    pub(crate) const fn cose(self) -> iana::Algorithm {
        match self {
            Self::EdDsa => iana::Algorithm::EdDSA,
            Self::Es256 => iana::Algorithm::ES256,
        }
    }

    /// The algorithm an `alg` header names, if it is one of ours.
    pub(crate) fn from_cose(alg: &RegisteredLabelWithPrivate<iana::Algorithm>) -> Option<Self> {
        [Self::EdDsa, Self::Es256]
            .into_iter()
            .find(|ours| *alg == RegisteredLabelWithPrivate::Assigned(ours.cose()))
    }
}
