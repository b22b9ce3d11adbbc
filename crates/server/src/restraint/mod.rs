//! What keeps a lender, its keys and the whole installation from restricting too many phones at once: lock
//! budgets, approvals by two people, freezes. Nothing here stands between a phone and its release.

mod approve;
mod ask;
mod counters;
mod feed;
mod freeze;
mod gate;
mod grants;
mod limits;
mod plan;
mod release_all;
mod rollout;

pub use approve::ApproveError;
pub use counters::RestraintCounters;

pub(crate) use ask::{Question, read};
pub(crate) use feed::known_to;
pub(crate) use gate::{has_no_place, is_beyond_key, restricts, wrongful_seconds};
pub(crate) use limits::RestraintState;
pub(crate) use plan::{Plan, Stopped, by_lender};
pub(crate) use rollout::{stage, told};
