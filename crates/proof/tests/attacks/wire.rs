//! The format on the wire is frozen: devices in the field must understand tomorrow's server. When this fails,
//! an encoding was changed; give the change a new document or message type instead.

use proof::Digest;

use crate::samples::{self, SESSION};

#[test]
fn the_same_messages_have_the_same_bytes_for_ever() {
    let device = samples::device_key();
    let messages = [
        ("receipt", samples::receipt().sign(&device)),
        ("hello", samples::hello().sign(&device)),
        ("check-in", samples::check_in().seal(SESSION, &samples::keys())),
    ];
    let digests = messages.map(|(name, bytes)| format!("{name} {} {}", bytes.len(), Digest::of(&bytes)));
    assert_eq!(digests, FROZEN);
}

const FROZEN: [&str; 3] = [
    "receipt 287 06863b6d044738f18a5e7c3f5e65ec49b132da435e3073217d3494489fc66291",
    "hello 329 c22284321848a88c11bb45322ce80e0317ea8a5986f4a8d53a230b1eae874582",
    "check-in 428 7d6c0e7fa34cbe050d320d2a6625533b81044237a5036646c56011406f9ea981",
];
