use loan::apr::{Dated, Offer};
use loan::{FeeDue, Installment};
use money::Money;

use crate::Subject;

/// What changes hands under the terms, with the fees that are known before anything is late.
pub(super) struct Plan {
    /// What the borrower has the use of, by day.
    pub(super) advances: Vec<Dated>,
    /// The installments.
    pub(super) lines: Vec<Line>,
    /// Fees paid on the first day.
    pub(super) prepaid: Money,
    /// Fees paid when more is paid out later.
    pub(super) later_fees: Vec<Dated>,
    /// Everything that is paid down and not financed.
    pub(super) down_payment: Money,
}

/// One installment with its fees.
pub(super) struct Line {
    pub(super) installment: Installment,
    pub(super) fees: Money,
    /// What is paid on the due date.
    pub(super) total: Money,
}

impl Plan {
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let (schedule, terms) = (subject.schedule, subject.terms);
        // Terms that a contract has were checked with their fees.
        let fees = schedule.fees(terms).unwrap_or_default();
        let (down, rest): (Vec<Installment>, Vec<Installment>) =
            schedule.installments().iter().copied().partition(|installment| installment.down_payment);
        let start = schedule.starts_on();
        let paid_out: Vec<&FeeDue> = fees.iter().filter(|fee| fee.installment.is_none()).collect();
        let dated = |fee: &FeeDue| Dated { on: fee.due_on, amount: fee.amount };
        let line = |installment: Installment| {
            let of_it = fees.iter().filter(|fee| fee.installment == Some(installment.number));
            let fees = sum(subject, of_it.map(|fee| fee.amount));
            Line { installment, fees, total: sum(subject, [installment.total(), fees]) }
        };
        Self {
            advances: advances(subject, &down),
            lines: rest.into_iter().map(line).collect(),
            prepaid: sum(subject, paid_out.iter().filter(|fee| fee.due_on == start).map(|fee| fee.amount)),
            later_fees: paid_out.iter().filter(|fee| fee.due_on > start).map(|fee| dated(fee)).collect(),
            down_payment: sum(subject, down.iter().map(Installment::total).chain([terms.down_payment])),
        }
    }

    /// What the borrower pays after the first day.
    pub(super) fn payments(&self) -> Vec<Dated> {
        let due = self.lines.iter().map(|line| Dated { on: line.installment.due_on, amount: line.total });
        due.chain(self.later_fees.iter().copied()).collect()
    }

    /// What the disclosed figures are reckoned from.
    pub(super) fn offer<'a>(&'a self, payments: &'a [Dated]) -> Offer<'a> {
        Offer { advances: &self.advances, payments, prepaid: self.prepaid, down_payment: self.down_payment }
    }
}

/// What is paid out on the first day and later, less what is paid down of it on the same day.
fn advances(subject: &Subject<'_>, down: &[Installment]) -> Vec<Dated> {
    let (schedule, terms) = (subject.schedule, subject.terms);
    let less = |amount: Money, what: Money| amount.minus(what).unwrap_or(amount);
    let later = sum(subject, terms.advances.iter().map(|advance| advance.amount));
    let first = Dated { on: schedule.starts_on(), amount: less(schedule.principal(), later) };
    let others = terms.advances.iter().map(|advance| Dated { on: advance.on, amount: advance.amount });
    let mut advances: Vec<Dated> = std::iter::once(first).chain(others).collect();
    for paid in down {
        // A share of each disbursement: that of the same day which is the larger.
        let of_the_day = advances.iter_mut().filter(|advance| advance.on == paid.due_on);
        let larger = of_the_day.max_by_key(|advance| advance.amount.minor());
        if let Some(advance) = larger {
            advance.amount = less(advance.amount, paid.total());
        }
    }
    advances
}

/// Sums within one contract, which is bounded as a whole.
fn sum(subject: &Subject<'_>, amounts: impl IntoIterator<Item = Money>) -> Money {
    let currency = subject.schedule.currency();
    Money::sum(currency, amounts).unwrap_or(Money::zero(currency))
}
