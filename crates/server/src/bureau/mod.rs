//! What credit bureaus are told: who borrowers are, who the lender is, and each month's file.

mod file;
mod furnisher;
mod history;
mod identity;
mod line;
mod month;
mod papers;
mod write;

pub use furnisher::FurnisherPaper;

pub(crate) use file::LeftOut;
pub(crate) use identity::{AddressPaper, IdentityPaper};
pub(crate) use month::Month;
