use jiff::civil::Date;
use loan::{FeeKind, RowKind};
use money::Money;

use crate::{Contract, timer};

/// What the terms charge for an installment that stays unpaid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LateFee {
    /// The due date of the installment.
    pub(crate) due_on: Date,
    /// The day it is charged on, if the installment is unpaid when it begins.
    pub(crate) on: Date,
    /// Fee or penalty.
    pub(crate) kind: FeeKind,
    /// How much.
    pub(crate) amount: Money,
    /// The rule and the due date: what makes it once only.
    pub(crate) name: String,
}

/// For every installment that isn't known to have been paid in time, charged before or not. Who was promised an amount
/// that settles is charged nothing while the promise stands, and never what it would have been once the amount came.
/// Nothing is charged for being late after a charge-off: the debt may be due all at once then, and is off the books.
pub(crate) fn of(contract: &Contract) -> Vec<LateFee> {
    if contract.payoff.is_some() {
        return Vec::new();
    }
    let paid_off_as_of = contract.account.paid_off_as_of();
    let charged_off_on = contract.account.charged_off_on();
    let disbursed = contract.account.schedule().principal();
    let rules = contract.terms.fees.iter().enumerate();
    let late = rules.flat_map(|(place, rule)| {
        let rows = contract.account.rows().iter();
        let installments = rows.filter(|row| row.kind == RowKind::Installment);
        installments.filter_map(move |row| {
            let (days, amount) = rule.for_overdue(row.due.principal, row.due.interest, disbursed)?;
            // Through its due date it is paid in time.
            let on = timer::day_after(row.due_on, days.max(1)).filter(|on| Some(*on) > paid_off_as_of)?;
            if charged_off_on.is_some_and(|off| off < on) {
                return None;
            }
            if !row.is_open() && row.settled_on.is_none_or(|day| day < on) {
                return None;
            }
            let name = format!("late fee {place} of {}", row.due_on);
            Some(LateFee { due_on: row.due_on, on, kind: rule.kind, amount, name })
        })
    });
    late.collect()
}
