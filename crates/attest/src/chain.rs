use jiff::Timestamp;
use p256::ecdsa::VerifyingKey;
use proof::keys::PublicKey;
use proof::session::{MAX_CERTIFICATE_BYTES, MAX_CERTIFICATES};
use x509_cert::der::oid::db::rfc5912::SECP_256_R_1;

use crate::certificate::Certificate;
use crate::description::{Description, EXTENSION};
use crate::{Attested, Fault, Roots, signature};

/// Checks a chain, the device key's own certificate first, and says what it proves. The last one may be a copy
/// of the root or lack it.
///
/// # Errors
/// What is wrong, of the first certificate with which something is.
pub fn verify<B: AsRef<[u8]>>(chain: &[B], roots: &Roots, now: Timestamp) -> Result<Attested, Fault> {
    if !(2..=MAX_CERTIFICATES).contains(&chain.len()) {
        return Err(Fault::Length { found: chain.len() });
    }
    let certificates = chain.iter().enumerate().map(|(n, bytes)| read(n, bytes.as_ref()));
    let certificates: Vec<Certificate<'_>> = certificates.collect::<Result<_, _>>()?;
    let below_root = below_root(&certificates, roots, now)?;
    for (n, certificate) in below_root.iter().enumerate() {
        check(n, certificate, now)?;
    }
    for (n, pair) in below_root.windows(2).enumerate() {
        if let [certificate, issuer] = pair {
            check_issued(n, certificate, issuer)?;
        }
    }
    let (leaf, _) = below_root.split_first().ok_or(Fault::NotAttested)?;
    attested(leaf)
}

fn read(n: usize, bytes: &[u8]) -> Result<Certificate<'_>, Fault> {
    if bytes.len() > MAX_CERTIFICATE_BYTES {
        return Err(Fault::TooLarge(n));
    }
    Certificate::parse(bytes).ok_or(Fault::Form(n))
}

/// The certificates that a root vouches for: without the copy of the root itself, which must be a true one.
fn below_root<'c, 'b>(
    certificates: &'c [Certificate<'b>],
    roots: &Roots,
    now: Timestamp,
) -> Result<&'c [Certificate<'b>], Fault> {
    let (last, rest) = certificates.split_last().ok_or(Fault::NotAttested)?;
    let copied = roots.find(last.subject(), now, |anchor| anchor.key == *last.key());
    let (top, below) = match (copied, rest.split_last()) {
        (Some(anchor), Some((top, _))) => {
            if !last.is_signed_by(&anchor.key) {
                return Err(Fault::Signature(rest.len()));
            }
            (top, rest)
        }
        _ => (last, certificates),
    };
    let is_vouched_for = roots.find(top.issuer(), now, |anchor| top.is_signed_by(&anchor.key)).is_some();
    if is_vouched_for { Ok(below) } else { Err(Fault::UnknownRoot) }
}

/// What holds for each certificate by itself.
fn check(n: usize, certificate: &Certificate<'_>, now: Timestamp) -> Result<(), Fault> {
    let (from, until) = certificate.validity();
    if now < from {
        return Err(Fault::NotYetValid(n));
    }
    if now > until {
        return Err(Fault::Expired(n));
    }
    if !certificate.is_understood() {
        return Err(Fault::CriticalExtension(n));
    }
    if n == 0 {
        return if certificate.is_end() { Ok(()) } else { Err(Fault::Key) };
    }
    // The holder of an attested key can have it sign anything, also an attestation of its own invention.
    if certificate.extension(EXTENSION).is_some() {
        return Err(Fault::Reattested(n));
    }
    if !certificate.is_ca() {
        return Err(Fault::NotACa(n));
    }
    if certificate.allows_below(n - 1) { Ok(()) } else { Err(Fault::PathLength(n)) }
}

fn check_issued(n: usize, certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> Result<(), Fault> {
    if certificate.issuer() != issuer.subject() {
        return Err(Fault::Issuer(n));
    }
    if certificate.is_signed_by(issuer.key()) { Ok(()) } else { Err(Fault::Signature(n)) }
}

fn attested(leaf: &Certificate<'_>) -> Result<Attested, Fault> {
    let extension = leaf.extension(EXTENSION).ok_or(Fault::NotAttested)?;
    let description = Description::read(extension)?;
    let security_level = description.check()?;
    let is_p256 = signature::curve(leaf.key()) == Some(SECP_256_R_1);
    let point = leaf.key().subject_public_key.as_bytes().filter(|_| is_p256).ok_or(Fault::Key)?;
    let key = VerifyingKey::from_sec1_bytes(point).map(PublicKey::P256).map_err(|_| Fault::Key)?;
    Ok(Attested {
        key,
        imeis: description.hardware.imeis()?,
        serial: description.hardware.serial()?,
        model: description.hardware.model()?,
        security_level,
        challenge: description.challenge.to_vec(),
    })
}
