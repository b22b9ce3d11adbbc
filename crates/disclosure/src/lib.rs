//! The key-facts sheet: what a borrower must know of a credit before agreeing to it, in the borrower's language.
//!
//! A [`Sheet`] is made of a contract's money and rules and nothing else; a page shows it, [`pdf()`] prints it. The
//! words are in `texts/`, one file a language, with the same messages in each.

mod language;
mod pdf;
mod sheet;
mod subject;
mod texts;

pub use language::Language;
pub use pdf::{NotLatin, pdf};
pub use sheet::{Block, Fact, Section, Sheet, Table};
pub use subject::{Charged, Stage, Subject};
