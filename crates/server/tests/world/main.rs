//! Devices, deliveries and test clocks, driven through the server's routes and jobs: by messages made by hand,
//! and by a real agent.

#![expect(clippy::unwrap_used, reason = "test helpers")]

mod ahead;
mod approvals;
mod attestation;
mod budgets;
mod by_hand;
mod check_in;
mod codes;
mod enroll;
mod feeds;
mod freezes;
mod kept_keys;
mod life;
mod log;
mod log_down;
mod log_waiting;
mod long_poll;
mod phone;
mod plans;
mod receipts;
mod release_all;
mod released;
mod resets;
mod ripe;
mod rollouts;
mod test_clock;
mod violations;
mod webhook_interop;
mod webhooks;
mod world;
