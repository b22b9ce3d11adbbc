//! The signature of a webhook, in the form that Stripe made common: `t=<unix seconds>,v1=<hex>[,v1=…]` with
//! HMAC-SHA256 over the seconds, a point and the raw body. Several `v1` and several secrets are good, so that a
//! secret can be rotated without losing an event.

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;
use zeroize::Zeroizing;

/// How far the signed time may lie from ours, in seconds, either way.
const TOLERANCE_SECONDS: u64 = 300;
/// No sender signs with more secrets; more are not looked at.
const MAX_SIGNATURES: usize = 8;

/// Why a signature is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum SignatureError {
    /// The header is not of the expected form.
    #[error("the signature header is missing, comes twice, or is not of the form t=…,v1=…")]
    Malformed,
    /// An old event replayed, or a clock far off.
    #[error("the signed time is more than {TOLERANCE_SECONDS} seconds away")]
    Time,
    /// Not signed with any of the rail's secrets over these bytes.
    #[error("the signature does not fit the body")]
    Wrong,
}

/// Checks a header against the raw body; the instant at which it was signed.
pub(super) fn verify(
    header: &str,
    body: &[u8],
    secrets: &[Zeroizing<String>],
    now: Timestamp,
) -> Result<Timestamp, SignatureError> {
    let (text, signatures) = parse(header)?;
    let seconds: i64 = text.parse().map_err(|_| SignatureError::Malformed)?;
    let signed_at = Timestamp::from_second(seconds).map_err(|_| SignatureError::Malformed)?;
    if seconds.abs_diff(now.as_second()) > TOLERANCE_SECONDS {
        return Err(SignatureError::Time);
    }
    // Each comparison takes the same time whatever the bytes.
    let fits = |secret: &Zeroizing<String>| {
        let signed = mac(secret, text, body);
        signatures.iter().any(|candidate| signed.clone().is_some_and(|m| m.verify_slice(candidate).is_ok()))
    };
    if secrets.iter().any(fits) { Ok(signed_at) } else { Err(SignatureError::Wrong) }
}

/// The header's value for a body.
pub(super) fn sign(secret: &str, body: &[u8], at: Timestamp) -> String {
    let text = at.as_second().to_string();
    let code = mac(secret, &text, body).map(|mac| HEXLOWER.encode(&mac.finalize().into_bytes()));
    format!("t={text},v1={}", code.unwrap_or_default())
}

/// `None` never: HMAC takes a key of any length.
fn mac(secret: &str, time: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(time.as_bytes());
    mac.update(b".");
    mac.update(body);
    Some(mac)
}

/// The time as written and every `v1` of 32 bytes. Other items, such as `v0`, don't matter.
fn parse(header: &str) -> Result<(&str, Vec<[u8; 32]>), SignatureError> {
    let (mut time, mut signatures) = (None, Vec::new());
    for item in header.split(',') {
        match item.trim().split_once('=').ok_or(SignatureError::Malformed)? {
            ("t", value) if time.replace(value).is_some() => return Err(SignatureError::Malformed),
            ("t", _) => {}
            ("v1", value) if signatures.len() < MAX_SIGNATURES => {
                let bytes = HEXLOWER_PERMISSIVE.decode(value.as_bytes());
                signatures.extend(bytes.ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()));
            }
            _ => {}
        }
    }
    let time = time.ok_or(SignatureError::Malformed)?;
    if signatures.is_empty() { Err(SignatureError::Malformed) } else { Ok((time, signatures)) }
}

#[cfg(test)]
mod tests;
