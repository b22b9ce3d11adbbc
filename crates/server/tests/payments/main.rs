//! Money that comes in, through the doors it comes by.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panics")]

mod rail;
mod scene;
mod stage;

mod early;
mod effects;
mod key_facts;
mod once;
mod pay_help;
mod pay_language;
mod pay_page;
mod pay_return;
mod pay_settlement;
mod recovery;
mod signatures;
mod stripe;
mod suspense;
