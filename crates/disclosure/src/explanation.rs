use loan::returns::{CreditKind, ExpenseKind, Outcome, ReturnStatement};
use money::{Money, MoneyError};

use crate::Language;

/// The explanation a borrower gets in writing after a return: a line a fact, in the order of UCC § 9-616(c).
///
/// # Errors
/// When an amount is out of range.
pub fn explanation(
    statement: &ReturnStatement,
    lender: &str,
    language: Language,
) -> Result<Vec<String>, MoneyError> {
    let texts = language.texts();
    let with = |key: &str, amount: Money| texts.with(key, [("amount", language.amount(amount).into())]);
    let mut lines = vec![owed(statement, language), with("owed-2", statement.proceeds)];
    lines.push(if statement.after_proceeds.is_negative() {
        with("owed-3-more", statement.proceeds.minus(statement.obligation)?)
    } else {
        with("owed-3", statement.after_proceeds)
    });
    let expenses = statement.expenses.iter().map(|part| (expense(part.kind), part.amount));
    lines.push(listed("owed-4", expenses, language));
    let credits = statement.credits.iter().map(|part| (credit(part.kind), part.amount));
    lines.push(listed("owed-5", credits, language));
    if statement.capped.is_positive() {
        lines.push(with("owed-capped", statement.capped));
    }
    lines.push(match statement.outcome {
        Outcome::Surplus(surplus) => {
            let amount = ("amount", language.amount(surplus).into());
            texts.with("owed-6-surplus", [amount, ("lender", lender.into())])
        }
        Outcome::Deficiency(left) if left.is_zero() => texts.say("owed-6-even"),
        Outcome::Deficiency(left) => with("owed-6-deficiency", left),
    });
    Ok(lines)
}

fn owed(statement: &ReturnStatement, language: Language) -> String {
    let texts = language.texts();
    let day = ("day", texts.day(statement.as_of).into());
    let amount = ("amount", language.amount(statement.obligation).into());
    if statement.rebate.is_zero() {
        texts.with("owed-1", [day, amount])
    } else {
        let rebate = ("rebate", language.amount(statement.rebate).into());
        texts.with("owed-1-rebate", [day, amount, rebate])
    }
}

fn listed(key: &str, parts: impl Iterator<Item = (&'static str, Money)>, language: Language) -> String {
    let parts: Vec<_> =
        parts.map(|(what, amount)| format!("{} {}", language.word(what), language.amount(amount))).collect();
    let list = if parts.is_empty() { language.word("plan-none") } else { parts.join(", ") };
    language.texts().with(key, [("list", list.into())])
}

const fn expense(kind: ExpenseKind) -> &'static str {
    match kind {
        ExpenseKind::Retaking => "expense-retaking",
        ExpenseKind::Holding => "expense-holding",
        ExpenseKind::Preparing => "expense-preparing",
        ExpenseKind::Processing => "expense-processing",
        ExpenseKind::Disposing => "expense-disposing",
    }
}

const fn credit(kind: CreditKind) -> &'static str {
    match kind {
        CreditKind::CreditBalance => "credit-credit-balance",
        CreditKind::ServiceRefund => "credit-service-refund",
        CreditKind::ChargeRefund => "credit-charge-refund",
        CreditKind::Goodwill => "credit-goodwill",
    }
}
