//! The key-facts sheet of a contract, as a page or as PDF: for the lender by API before the borrower accepts, and for
//! whoever has the payment reference.

mod answer;
mod page;
mod subject;

pub(crate) use answer::{Form, answer};
pub(crate) use subject::sheet;
