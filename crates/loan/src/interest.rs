//! What interest is reckoned by, and how much a principal bears over some days.

mod fraction;
mod period;
mod recalculation;
mod rules;
mod stretch;

pub use period::{Days, Period};
pub use recalculation::InterestRecalculation;
pub use rules::InterestRules;
pub(crate) use stretch::Stretch;
