use proof::session::{MAX_CERTIFICATE_BYTES, MAX_CERTIFICATES};

/// What is wrong with a chain. Positions count from 0, the device key's own certificate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Fewer certificates than a chain has, or more than are read.
    #[error("a chain has 2 to {max} certificates, this has {found}", max = MAX_CERTIFICATES)]
    Length {
        /// How many there are.
        found: usize,
    },
    /// Larger than any honest certificate.
    #[error("certificate {0} is larger than {max} bytes", max = MAX_CERTIFICATE_BYTES)]
    TooLarge(usize),
    /// Not DER, not version 3, or with the same extension twice.
    #[error("certificate {0} is not a well-formed X.509 certificate")]
    Form(usize),
    /// Its time has not come.
    #[error("certificate {0} is not valid yet")]
    NotYetValid(usize),
    /// Its time is over.
    #[error("certificate {0} has run out")]
    Expired(usize),
    /// A critical extension that this reader does not know.
    #[error("certificate {0} has a critical extension that is not understood")]
    CriticalExtension(usize),
    /// It signs without being allowed to.
    #[error("certificate {0} is not allowed to sign certificates")]
    NotACa(usize),
    /// More certificates below it than it allows.
    #[error("certificate {0} does not allow so long a chain below it")]
    PathLength(usize),
    /// The next one does not have its issuer's name.
    #[error("certificate {0} was not issued by the one after it")]
    Issuer(usize),
    /// Not signed by the next one's key.
    #[error("the signature of certificate {0} is wrong")]
    Signature(usize),
    /// The chain does not end at a root that is trusted here.
    #[error("the chain does not end at a trusted root")]
    UnknownRoot,
    /// A key that was itself attested signed the rest of the chain.
    #[error("certificate {0} attests a key, and signs another attestation")]
    Reattested(usize),
    /// The device key's certificate says nothing about the key.
    #[error("the device key's certificate has no attestation")]
    NotAttested,
    /// The attestation can't be read.
    #[error("the attestation is not a well-formed key description")]
    Description,
    /// Kept by software, so it can be copied.
    #[error("the key does not live in secure hardware")]
    Software,
    /// Brought in from outside, so there may be copies.
    #[error("the key was not made in secure hardware")]
    Imported,
    /// Not P-256, or not for signing.
    #[error("the key is not a P-256 key for signing")]
    Key,
    /// The phone does not vouch for what it was started with.
    #[error("the phone does not say how it was started")]
    NoRootOfTrust,
    /// Unlocked, or started with a system that its maker did not sign.
    #[error("the phone was not started with its maker's own, locked system")]
    NotVerifiedBoot,
    /// An attested IMEI is none.
    #[error("an attested IMEI is not one")]
    Imei,
    /// An attested serial number or model is not text.
    #[error("an attested serial number or model is not text")]
    Text,
}

/// Why certificates can't be used as roots.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RootFault {
    /// Not a PEM file.
    #[error("not a PEM file with certificates")]
    Pem,
    /// No certificate in the file.
    #[error("the file has no certificate")]
    Empty,
    /// Not a certificate, or not signed by itself, or not allowed to sign others.
    #[error("certificate {0} of the file is not a root: well-formed, signed by itself and allowed to sign")]
    NotARoot(usize),
}
