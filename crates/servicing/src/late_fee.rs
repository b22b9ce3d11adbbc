use jiff::civil::Date;
use loan::{FeeKind, RowKind};
use money::Money;

use crate::{Contract, timer};

/// What the terms charge for an installment that stays unpaid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LateFee {
    /// The day it is charged on, if the installment is unpaid by then.
    pub(crate) on: Date,
    /// Fee or penalty.
    pub(crate) kind: FeeKind,
    /// How much.
    pub(crate) amount: Money,
    /// The rule and the due date: what makes it once only.
    pub(crate) name: String,
}

/// For every unpaid installment, charged before or not.
pub(crate) fn of(contract: &Contract) -> Vec<LateFee> {
    let disbursed = contract.account.schedule().principal();
    let rules = contract.terms.fees.iter().enumerate();
    let late = rules.flat_map(|(place, rule)| {
        let rows = contract.account.rows().iter();
        let unpaid = rows.filter(|row| row.kind == RowKind::Installment && row.is_open());
        unpaid.filter_map(move |row| {
            let (days, amount) = rule.for_overdue(row.due.principal, row.due.interest, disbursed)?;
            // Through its due date it is paid in time.
            let on = timer::day_after(row.due_on, days.max(1))?;
            let name = format!("late fee {place} of {}", row.due_on);
            Some(LateFee { on, kind: rule.kind, amount, name })
        })
    });
    late.collect()
}
