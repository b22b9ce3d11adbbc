use jiff::civil::Date;
use money::Money;
use servicing::Contract;

use super::words;

/// An amount a borrower may want to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// Its name in the form.
    pub(super) value: &'static str,
    /// What it is for.
    pub(super) label: String,
    /// How much.
    pub(super) money: Money,
    /// How much, as shown.
    pub(super) shown: String,
}

/// The name of paying all at once.
pub(super) const EVERYTHING: &str = "everything";
/// The name of any other amount.
pub(super) const OTHER: &str = "other";

/// What there is to pay on a day, most urgent first, no amount twice. Empty when nothing is owed.
pub(super) fn choices(contract: &Contract, today: Date) -> Vec<Choice> {
    let account = &contract.account;
    let overdue = account.overdue(today);
    let next = account.next_due_on(today);
    let mut choices: Vec<Choice> = Vec::new();
    let mut offer = |value, label: String, money: Money| {
        if money.is_positive() && choices.iter().all(|choice| choice.money != money) {
            choices.push(Choice { value, label, money, shown: words::money(money) });
        }
    };
    if let Some(lifting) = lifting(contract) {
        offer("lift", "Lift the restriction".to_owned(), lifting);
    }
    offer("overdue", "All that is overdue".to_owned(), overdue);
    if let Some(due_on) = next {
        let label = if overdue.is_positive() {
            format!("Overdue, and the installment due on {}", words::day(due_on))
        } else {
            format!("The installment due on {}", words::day(due_on))
        };
        offer("next", label, account.due_by(due_on));
    }
    let (everything, label) = everything(contract, today);
    offer(EVERYTHING, label, everything);
    choices
}

/// What frees the phone at once: all that the last notice or warrant named. `None` when nothing is restricted.
pub(super) fn lifting(contract: &Contract) -> Option<Money> {
    let delinquency = contract.delinquency.as_ref()?;
    let is_restricted = contract.restriction.warrant.is_some();
    is_restricted.then(|| contract.account.due_by(delinquency.named_through))
}

/// The agreed payoff, or what a payoff today would be.
fn everything(contract: &Contract, today: Date) -> (Money, String) {
    match contract.payoff.filter(|agreed| today <= agreed.valid_through) {
        Some(agreed) => {
            (agreed.amount, format!("Everything, as agreed until {}", words::day(agreed.valid_through)))
        }
        None => {
            let quote = contract.account.payoff_quote(today);
            let label = if quote.rebate.is_positive() {
                format!("Everything today; you save {}", words::money(quote.rebate))
            } else {
                "Everything".to_owned()
            };
            (quote.total, label)
        }
    }
}
