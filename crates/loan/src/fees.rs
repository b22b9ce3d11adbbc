//! What is charged beside interest: rules, and what they make of a schedule.

mod due;
mod rule;

pub use due::FeeDue;
pub use rule::{FeeAmount, FeeAt, FeeKind, FeeRule, ShareOf};
