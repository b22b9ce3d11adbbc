//! The steps of a voluntary return, as people take them.

use ident::TransactionId;
use jiff::civil::Date;
use loan::returns::{Credit, Expense, Grade, HalfRule};
use money::Money;

/// What happens next in a voluntary return. Each counts on the day it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReturnStep {
    /// The borrower asks to give the device back.
    Request,
    /// Day and place to hand it over are agreed.
    Appoint {
        /// The day.
        day: Date,
        /// Where.
        place: String,
    },
    /// It was handed over. Nothing can restrict it any more.
    Receive,
    /// Its condition was graded.
    Inspect {
        /// The grade.
        grade: Grade,
        /// What the inspector saw.
        note: String,
    },
    /// The borrower is told in writing what it counts for and what remains.
    Value {
        /// What it counts for.
        proceeds: Money,
        /// What taking it back cost.
        expenses: Vec<Expense>,
        /// What the borrower is entitled to besides.
        credits: Vec<Credit>,
        /// The most that may remain, where law or policy caps it.
        cap: Option<HalfRule>,
    },
    /// The account is settled by the written explanation.
    Close {
        /// Of the transaction that gives up unearned interest, if there is any.
        rebate: TransactionId,
        /// Of the one that books what the device counts for, or what it cost.
        settlement: TransactionId,
    },
    /// The borrower keeps the device.
    Withdraw,
}
