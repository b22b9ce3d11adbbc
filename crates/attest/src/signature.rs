use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA384_ASN1, ECDSA_P384_SHA256_ASN1, ECDSA_P384_SHA384_ASN1,
    RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm,
};
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::der::oid::db::rfc5912::{
    ECDSA_WITH_SHA_256, ECDSA_WITH_SHA_384, ID_EC_PUBLIC_KEY, RSA_ENCRYPTION, SECP_256_R_1, SECP_384_R_1,
    SHA_256_WITH_RSA_ENCRYPTION,
};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

/// What makers of phones sign with: ECDSA over P-256 and P-384, and RSA from 2048 bits.
fn algorithm(
    key: &SubjectPublicKeyInfoOwned,
    signature: &AlgorithmIdentifierOwned,
) -> Option<&'static dyn VerificationAlgorithm> {
    if key.algorithm.oid == RSA_ENCRYPTION {
        return (signature.oid == SHA_256_WITH_RSA_ENCRYPTION).then_some(&RSA_PKCS1_2048_8192_SHA256);
    }
    let curve = curve(key)?;
    match (curve, signature.oid) {
        (SECP_256_R_1, ECDSA_WITH_SHA_256) => Some(&ECDSA_P256_SHA256_ASN1),
        (SECP_256_R_1, ECDSA_WITH_SHA_384) => Some(&ECDSA_P256_SHA384_ASN1),
        (SECP_384_R_1, ECDSA_WITH_SHA_256) => Some(&ECDSA_P384_SHA256_ASN1),
        (SECP_384_R_1, ECDSA_WITH_SHA_384) => Some(&ECDSA_P384_SHA384_ASN1),
        _ => None,
    }
}

/// The named curve of an elliptic-curve key.
pub(crate) fn curve(key: &SubjectPublicKeyInfoOwned) -> Option<ObjectIdentifier> {
    if key.algorithm.oid != ID_EC_PUBLIC_KEY {
        return None;
    }
    key.algorithm.parameters.as_ref()?.decode_as().ok()
}

/// Whether `signature` is the key's over `message`.
pub(crate) fn is_valid(
    key: &SubjectPublicKeyInfoOwned,
    algorithm_id: &AlgorithmIdentifierOwned,
    message: &[u8],
    signature: &[u8],
) -> bool {
    let (Some(algorithm), Some(key)) = (algorithm(key, algorithm_id), key.subject_public_key.as_bytes())
    else {
        return false;
    };
    UnparsedPublicKey::new(algorithm, key).verify(message, signature).is_ok()
}
