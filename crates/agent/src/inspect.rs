//! The device's own checks, for everyone else: a borrower, a buyer, a judge with the papers and no phone. The
//! same rules that a device obeys by, each with its answer; nothing is checked in a second way.

mod finding;
mod papers;
mod restriction;

pub use finding::Finding;
pub use papers::Papers;
