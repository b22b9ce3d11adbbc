//! What the documents say. Keys of maps are never reused; a changed meaning is a new document type.

mod quittance;
mod receipt;
mod release;
mod standing;
mod terms;
mod warrant;

pub use quittance::Quittance;
pub use receipt::{Fact, Receipt};
pub use release::Release;
pub use standing::{NextDue, NoticeOnDevice, Standing};
pub use terms::{Contact, Terms, TermsInstallment};
pub use warrant::{Delivery, NoticeEvidence, Warrant};
