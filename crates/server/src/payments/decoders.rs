//! What reads strangers' webhooks, as functions of bytes alone: for fuzzing.

use jiff::Timestamp;
use zeroize::Zeroizing;

use super::{generic, signature, stripe};

/// A body of the generic scheme.
pub fn generic_event(bytes: &[u8]) {
    let _ = generic::parse("rail", bytes);
}

/// An event of Stripe's.
pub fn stripe_event(bytes: &[u8]) {
    let _ = stripe::parse("rail", bytes, true);
}

/// A signature's header, up to the first line's end, over the rest.
pub fn signature_header(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (header, body) = bytes.split_at(end);
    let secrets = [Zeroizing::new("whsec_test_0123456789abcdef".to_owned())];
    let header = String::from_utf8_lossy(header);
    if let Ok(now) = Timestamp::from_second(1_700_000_000) {
        let _ = signature::verify(&header, body, &secrets, now);
    }
}
