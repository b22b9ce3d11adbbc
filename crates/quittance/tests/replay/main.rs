//! `quittance replay`: timelines told in prose, by the figures of the loan servicing reference.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../common/call.rs"]
mod call;
mod charge_off;
mod delinquency;
mod faults;
mod hard_cases;
mod late_fees;
mod money;
mod plans;
mod recalculation;
mod settlement;
mod timeline;
mod words;
