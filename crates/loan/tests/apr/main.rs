//! Annual percentage rates beside every figure that is published with its inputs.
#![expect(clippy::unwrap_used, reason = "test helpers")]

mod commission;
mod eu;
mod properties;
mod streams;
mod us;
mod us_mortgage;

use rust_decimal::Decimal;

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}
