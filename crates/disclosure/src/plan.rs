//! A change of the plan in words: what it changes, and what it comes to beside the plan as it stands.

mod change;
mod side;
mod table;

pub use change::changes;
pub use table::{PlanRow, PlanTable};
