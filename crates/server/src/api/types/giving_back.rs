use ident::TransactionId;
use loan::returns::{Expense, ExpenseKind, Grade};
use money::Currency;
use serde::{Deserialize, Serialize};
use servicing::giving_back::ReturnStep;
use utoipa::ToSchema;

use super::{Amount, AmountText, Day};
use crate::Problem;

/// The next step of a voluntary return. It counts today.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum ReturnBody {
    /// The borrower asks to give the phone back.
    Request {},
    /// Day and place are agreed.
    Appoint {
        /// The day.
        day: Day,
        /// Where.
        #[schema(example = "The shop it came from")]
        place: String,
    },
    /// It was handed over: nothing can restrict it any more.
    Receive {},
    /// Its condition was graded.
    Inspect {
        /// `A` to `D`, best first.
        #[schema(value_type = String, example = "B")]
        grade: Grade,
        /// What the inspector saw.
        #[schema(example = "Scratched, works")]
        note: String,
    },
    /// The borrower is told what it counts for and what remains. That is reckoned from the account.
    Value {
        /// What the phone counts for.
        proceeds: AmountText,
        /// What taking it back cost.
        #[serde(default)]
        expenses: Vec<ExpenseBody>,
    },
    /// The account is settled by the written explanation.
    Close {},
    /// The borrower keeps the phone.
    Withdraw {},
}

/// A cost of taking the phone back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpenseBody {
    /// What for.
    #[schema(value_type = String)]
    pub(crate) kind: ExpenseKind,
    /// How much.
    pub(crate) amount: AmountText,
}

impl ReturnBody {
    /// As the contract understands it. What a closing books gets its ids from `new_id`.
    pub(crate) fn read(
        self,
        currency: Currency,
        new_id: impl Fn() -> TransactionId,
    ) -> Result<ReturnStep, Problem> {
        Ok(match self {
            Self::Request {} => ReturnStep::Request,
            Self::Appoint { day, place } => ReturnStep::Appoint { day: day.0, place: text("place", place)? },
            Self::Receive {} => ReturnStep::Receive,
            Self::Inspect { grade, note } => ReturnStep::Inspect { grade, note: text("note", note)? },
            Self::Value { proceeds, expenses } => {
                let read = |(at, expense): (usize, &ExpenseBody)| {
                    let amount = expense.amount.read(&format!("expenses[{at}].amount"), currency)?;
                    Ok::<_, Problem>(Expense { kind: expense.kind, amount })
                };
                ReturnStep::Value {
                    proceeds: proceeds.read("proceeds", currency)?,
                    expenses: expenses.iter().enumerate().map(read).collect::<Result<_, _>>()?,
                    credits: Vec::new(),
                    cap: None,
                }
            }
            Self::Close {} => ReturnStep::Close { rebate: new_id(), settlement: new_id() },
            Self::Withdraw {} => ReturnStep::Withdraw,
        })
    }
}

/// The most characters of a text.
const MOST: usize = 1000;

fn text(field: &str, text: String) -> Result<String, Problem> {
    let is_good =
        !text.trim().is_empty() && text.chars().count() <= MOST && !text.chars().any(char::is_control);
    if is_good { Ok(text) } else { Err(Problem::invalid(field, format!("write 1 to {MOST} characters"))) }
}

/// Where a return stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReturnView {
    /// `requested`, `appointed`, `received`, `inspected`, `valued`, `closed` or `withdrawn`.
    #[schema(example = "valued")]
    pub(crate) stage: String,
    /// The day of that step.
    pub(crate) on: Day,
    /// What was owed, once valued.
    pub(crate) obligation: Option<Amount>,
    /// What the phone counts for.
    pub(crate) proceeds: Option<Amount>,
    /// What the borrower still owes.
    pub(crate) deficiency: Option<Amount>,
    /// What the lender owes the borrower.
    pub(crate) surplus: Option<Amount>,
}
