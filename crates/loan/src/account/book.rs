mod allocate;
mod apply;
mod charge;
mod charge_off;
mod charges;
mod credit;
mod earning;
mod maturity;
mod payoff;
mod recalculate;
mod relief;
mod restructure;
mod settlement;

pub(super) use apply::Earlier;
pub(super) use charges::ChargedAt;
pub(super) use recalculate::Asked;
pub(super) use settlement::Offered;

use jiff::civil::Date;
use money::{Money, MoneyError};

use super::AccountRules;
use crate::restructure::note_grace;
use crate::{Installment, InterestRules, Portion, Portions, Row, RowKind, Schedule, TransactionKind};
use charges::ChargePaid;

/// The running state of the fold over the transactions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Book {
    pub(super) rows: Vec<Row>,
    /// How many rows from the first on are settled; the one after them is open.
    pub(super) closed: usize,
    pub(super) credit: Money,
    /// All that came over rails.
    pub(super) received: Money,
    /// All that went back over rails: chargebacks and refunds of credit.
    pub(super) paid_out: Money,
    /// Of the debt written off, what came nevertheless.
    pub(super) recovered: Money,
    /// All amounts that the transactions name together: no balance can exceed them and the schedule.
    pub(super) turnover: Money,
    /// Whether a payment paid the loan off early.
    pub(super) paid_off: bool,
    /// The day since which the books carry nothing as owed.
    pub(super) charged_off_on: Option<Date>,
    /// What interest is reckoned by since the last change of the plan; `None` for a loan whose rules aren't known.
    pub(super) interest: Option<InterestRules>,
    /// What each installment was agreed to be, if interest is recalculated; else nothing.
    agreed: Vec<Money>,
    /// The principal owed from each day on, if interest is recalculated.
    balances: Vec<(Date, Money)>,
    /// The settlement offers that were accepted, and behind them the one that is not yet.
    pub(super) settlements: Vec<Offered>,
    /// What was charged, and what became of it.
    pub(super) charges: Vec<ChargedAt>,
    /// Which transaction paid what of which charge.
    charges_paid: Vec<ChargePaid>,
    /// The due date with which the delinquency began that no money has ended since.
    pub(super) first_delinquent_on: Option<Date>,
    /// Whether a change of the plan, not money, ended the delinquency.
    arrears_moved: bool,
}

impl Book {
    pub(super) fn open(schedule: &Schedule, rules: &AccountRules) -> Self {
        let zero = Money::zero(schedule.currency());
        let mut begun = schedule.starts_on();
        let rows = schedule.installments().iter().map(|installment| {
            let due = Portions {
                interest: installment.interest,
                ..Portions::only(Portion::Principal, installment.principal)
            };
            let (number, due_on) = (installment.number, installment.due_on);
            if installment.down_payment {
                return Row::new(number, due_on, due_on, RowKind::DownPayment, due);
            }
            let from = std::mem::replace(&mut begun, due_on);
            let row = Row::new(number, from, due_on, RowKind::Installment, due);
            Row { moved_from: installment.moved_from, ..row }
        });
        let mut rows: Vec<_> = rows.collect();
        if let Some(interest) = &rules.interest {
            let noted = note_grace(interest, &mut rows, &rules.advances);
            debug_assert!(noted.is_ok(), "interest of a checked schedule: {noted:?}");
        }
        let daily = rules.interest.as_ref().is_some_and(|rules| !rules.recalculation.is_none());
        let (mut agreed, mut balances) = (Vec::new(), Vec::new());
        if daily {
            agreed.extend(schedule.installments().iter().map(Installment::total));
            balances.push((schedule.starts_on(), schedule.principal()));
        }
        Self {
            rows,
            agreed,
            balances,
            closed: 0,
            credit: zero,
            received: zero,
            paid_out: zero,
            recovered: zero,
            turnover: zero,
            paid_off: false,
            charged_off_on: None,
            interest: rules.interest.clone(),
            settlements: Vec::new(),
            charges: Vec::new(),
            charges_paid: Vec::new(),
            first_delinquent_on: None,
            arrears_moved: false,
        }
    }

    /// The rows of which something is owed, oldest first.
    pub(super) fn unpaid(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().skip(self.closed).filter(|row| row.is_open())
    }

    /// Notes since when something has been overdue, or that it isn't any more. Who pays what is overdue, or is
    /// given it, is cured; where the plan moved it, the delinquency stays known until nothing is owed.
    fn note_delinquency(&mut self, was_overdue: Option<Date>, kind: TransactionKind, on: Date) {
        self.first_delinquent_on = self.first_delinquent_on.or(was_overdue);
        let ends = kind.pays() || matches!(kind, TransactionKind::Waiver | TransactionKind::WriteOff);
        if self.overdue_since(on).is_some() || self.first_delinquent_on.is_none() {
            return;
        }
        if !ends && was_overdue.is_some() {
            self.arrears_moved = true;
        }
        if ends && (!self.arrears_moved || self.closed == self.rows.len()) {
            self.first_delinquent_on = None;
            self.arrears_moved = false;
        }
    }

    /// Whether something due before a day is unpaid: since which due date.
    pub(super) fn overdue_since(&self, on: Date) -> Option<Date> {
        self.rows.get(self.closed).map(|row| row.due_on).filter(|due_on| *due_on < on)
    }

    /// What is owed, by portion.
    pub(super) fn outstanding(&self) -> Result<Portions, MoneyError> {
        let open = self.rows.iter().skip(self.closed);
        let nothing = Portions::zero(self.credit.currency());
        open.map(Row::outstanding).try_fold(nothing, |sum, owed| sum.plus(owed?))
    }

    /// Notes the day on which the row at an index was settled, or that it is open again.
    fn touched(&mut self, at: usize, on: Date) {
        if let Some(row) = self.rows.get_mut(at) {
            row.settle(on);
        }
        self.closed = self.closed.min(at);
        while self.rows.get(self.closed).is_some_and(|row| !row.is_open()) {
            self.closed += 1;
        }
    }
}
