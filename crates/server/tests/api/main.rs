//! The lenders' REST API, through the real router.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail the test")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../../../proof/tests/interop/python.rs"]
mod python;

mod bad_contracts;
mod bad_requests;
mod books;
mod bureau;
mod credentials;
mod help;
mod idempotency;
mod imeis;
mod isolation;
mod key_facts;
mod lifecycle;
mod manual;
mod openapi;
mod paging;
mod payments;
mod rates;
mod scopes;
mod settings;
mod settlement;
mod test_clock;
