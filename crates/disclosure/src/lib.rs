//! What a borrower must know, in the borrower's language: of a credit before agreeing to it, and of the ways out when
//! paying becomes hard.
//!
//! A [`Sheet`] is made of a contract's money and rules and nothing else; a page shows it, [`pdf()`] prints it. Plans
//! beside the one that stands are a [`PlanTable`], a phone given back is told by [`explanation()`]. The words are in
//! `texts/`, the same messages in each language.

mod explanation;
mod language;
mod pdf;
mod plan;
mod sheet;
mod subject;
mod texts;

pub use explanation::explanation;
pub use fluent_bundle::FluentValue as Value;
pub use language::Language;
pub use pdf::{NotLatin, pdf};
pub use plan::{PlanRow, PlanTable, changes};
pub use sheet::{Block, Fact, Section, Sheet, Table};
pub use subject::{Charged, Stage, Subject};
