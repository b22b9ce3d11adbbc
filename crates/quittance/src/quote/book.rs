use jiff::civil::Date;
use loan::apr::{Flow, Transaction};
use loan::{FeeDue, FeeKind, Installment, Schedule};
use money::Money;
use rust_decimal::Decimal;

/// A schedule with its fees and disbursements. What adds up beyond the limit of amounts is none.
pub(super) struct Book {
    pub(super) schedule: Schedule,
    pub(super) fees: Vec<FeeDue>,
    pub(super) disbursements: Vec<(Date, Money)>,
}

impl Book {
    pub(super) fn sum(&self, amounts: impl IntoIterator<Item = Money>) -> Option<Money> {
        Money::sum(self.schedule.currency(), amounts).ok()
    }

    /// The fees or penalties that are paid with an installment.
    pub(super) fn charged_with(&self, installment: &Installment, kind: FeeKind) -> Option<Money> {
        let paid_with = |fee: &&FeeDue| fee.installment == Some(installment.number) && fee.kind == kind;
        self.sum(self.fees.iter().filter(paid_with).map(|fee| fee.amount))
    }

    /// All that is paid with an installment.
    pub(super) fn total_of(&self, installment: &Installment) -> Option<Money> {
        let fees = self.charged_with(installment, FeeKind::Fee)?;
        installment.total().plus(fees).ok()?.plus(self.charged_with(installment, FeeKind::Penalty)?).ok()
    }

    /// What was disbursed when an installment is paid. On one day the installment comes before the disbursement,
    /// and the disbursement before its down payment.
    pub(super) fn disbursed_by(&self, installment: &Installment) -> Option<Money> {
        let came = |on: Date| on < installment.due_on || installment.down_payment && on == installment.due_on;
        self.sum(self.disbursements.iter().filter(|(on, _)| came(*on)).map(|(_, amount)| *amount))
    }

    /// What the borrower has the use of: disbursements less what is kept of them on their day, by day.
    pub(super) fn advances(&self) -> Option<Vec<(Date, Money)>> {
        let mut days: Vec<Date> = self.disbursements.iter().map(|(on, _)| *on).collect();
        days.dedup();
        let net = |day: Date| {
            let disbursed = self.disbursements.iter().filter(|(on, _)| *on == day).map(|(_, amount)| *amount);
            let kept = self.schedule.installments().iter().filter(|i| i.down_payment && i.due_on == day);
            let charged = self.fees.iter().filter(|fee| fee.installment.is_none() && fee.due_on == day);
            let taken = self.sum(kept.map(|i| i.principal).chain(charged.map(|fee| fee.amount)))?;
            Some((day, self.sum(disbursed)?.minus(taken).ok()?))
        };
        days.into_iter().map(net).collect()
    }

    /// What changes hands, in minor units.
    pub(super) fn transaction(&self) -> Option<Transaction<Date>> {
        let flow = |(at, amount): (Date, Money)| Flow { at, amount: Decimal::from(amount.minor()) };
        let mut payments = Vec::new();
        for installment in self.schedule.installments().iter().filter(|i| !i.down_payment) {
            let total = self.total_of(installment)?;
            // In grace nothing may be due.
            if total.is_positive() {
                payments.push(flow((installment.due_on, total)));
            }
        }
        Some(Transaction { advances: self.advances()?.into_iter().map(flow).collect(), payments })
    }
}
