//! Metro 2, the format in which American lenders tell credit bureaus about loans: 426 characters a record, a
//! header, a base segment for each account, a trailer with totals.
//!
//! [`MetroFile`] writes records from facts ([`Tradeline`]) and never invents one: what is missing is an error that
//! names it. [`Checker`] reads any file against the field table and names each fault. The table follows the
//! Consumer Data Industry Association's format in its public summaries.

mod base;
mod base_fields;
mod check;
mod condition;
mod consumer;
mod field;
mod file;
mod furnisher;
mod header_fields;
mod history;
mod letters;
mod record;
mod ssn;
mod states;
mod tradeline;
mod trailer_fields;

pub use check::{Checker, Fault};
pub use condition::Condition;
pub use consumer::{Address, Consumer, ConsumerFault};
pub use file::{MetroFile, Period};
pub use furnisher::{Furnisher, FurnisherFault};
pub use history::HistoryMark;
pub use record::{RECORD_LENGTH, Record};
pub use ssn::{BadSsn, SocialSecurityNumber};
pub use tradeline::{Arrangement, Dispute, Frequency, Tradeline, TradelineFault};
