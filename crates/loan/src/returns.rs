//! Voluntary return: the borrower hands the financed item back and the account is settled by its value.
//!
//! A [`ReturnCase`] goes from request to closing without skipping a step; a [`Valuation`] follows from the
//! inspection grade and the lender's published table; the [`ReturnStatement`] is the written explanation, in the
//! order of UCC § 9-616(c): obligation, proceeds, what remains, expenses, credits, surplus or deficiency. A
//! deficiency is never below zero, a surplus belongs to the borrower.

mod case;
mod error;
mod expense;
mod grade;
mod half_rule;
mod statement;
mod valuation;

pub use case::{ReturnCase, Stage};
pub use error::ReturnError;
pub use expense::{Credit, CreditKind, Expense, ExpenseKind};
pub use grade::{Factor, Grade, GradeTable};
pub use half_rule::HalfRule;
pub use statement::{Outcome, ReturnFacts, ReturnStatement};
pub use valuation::Valuation;
