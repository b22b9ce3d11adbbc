//! Policy packs: what a contract and the law of a place allow a lender to do about an overdue installment.
//!
//! A pack is data with a version, a status and a source. It is checked once, at load ([`Pack::check`]); what
//! passes can be trusted by everything above. The device pins the pack in its signed terms and applies the
//! same rules again.

mod builtin;
mod check;
mod fault;
mod floor;
mod hours;
mod level;
mod load;
mod notice;
mod pack;

pub use builtin::{builtin, find};
pub use fault::PackFault;
pub use floor::{Floor, FloorItem};
pub use hours::RaiseHours;
pub use level::Level;
pub use load::LoadError;
pub use notice::{Channel, NoticeKey, NoticeRule};
pub use pack::{Compensation, LevelRule, Pack, PackDigest, PackId, PackRef, Rhythm, SilenceRule, Status};
