//! Offline codes: round trips in every mode, the published examples, and what must never be accepted.

#![expect(clippy::unwrap_used, reason = "test helpers")]

mod examples;
mod order;
mod round_trips;
mod typed;

use proof::code::{CodeKey, Counter, Secret};

/// The device of the reference implementation's examples.
fn secret() -> Secret {
    let key = data_encoding::HEXLOWER.decode(b"bc41ec9530f6dac86b1a29ab82edc5fb").unwrap();
    Secret { key: CodeKey::new(key.try_into().unwrap()), starting_code: 516_959_010.try_into().unwrap() }
}

fn counter(count: u32, used: &[i64]) -> Counter {
    Counter { count, used: Some(used.to_vec()) }
}
