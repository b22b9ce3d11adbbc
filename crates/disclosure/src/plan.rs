//! A change of the plan in words: what it changes, and what it comes to beside the plan as it stands.

mod change;
mod side;

pub use change::changes;
pub use side::{PlanFact, PlanTopic, plan_as_it_stands, plan_offered};
