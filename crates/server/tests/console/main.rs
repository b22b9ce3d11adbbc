//! The operators' console, driven through its routes.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test")]

mod operator;
mod stage;
mod story;

mod actions;
mod approvals;
mod books;
mod contract;
mod giving_back;
mod help;
mod isolation;
mod pages;
mod portfolio;
mod session;
mod settlement;
