//! Following a log as a stranger: does each checkpoint continue the one before, is every entry in the tree, and do
//! the entries keep the rules that the log itself publishes? Bytes in, findings out.

mod finding;
mod follower;
mod inconsistency;
mod judge;
mod packs;
mod update;

pub use finding::{Finding, FindingKind};
pub use follower::Follower;
pub use inconsistency::Inconsistency;
pub use judge::Judge;
pub use packs::Packs;
pub use update::Update;
