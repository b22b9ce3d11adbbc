//! What interest is reckoned by, and how much a principal bears over some days.

mod fraction;
mod period;
mod rules;
mod stretch;

pub use period::{Days, Period};
pub use rules::InterestRules;
pub(crate) use stretch::Stretch;
