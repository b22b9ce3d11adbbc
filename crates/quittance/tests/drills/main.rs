//! Drills of what nobody hopes for: a stolen key, a lender that must be overruled. Real processes, no phone is
//! visited.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    unreachable_pub,
    dead_code,
    reason = "a test fails by panicking; not every helper is used here"
)]

#[path = "../common/mod.rs"]
mod common;
mod ombudsman;
mod phone;
mod plan;
mod stage;
mod theft;
#[path = "../common/witness.rs"]
mod witness;
