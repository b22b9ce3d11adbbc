mod cell;
mod rule;
mod rules;

pub use cell::{Cell, Timing};
pub use rule::{AllocationRule, InAdvance, NotAnOrder};
pub use rules::{AllocationRules, Processing};
