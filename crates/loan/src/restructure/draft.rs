use jiff::civil::Date;
use money::{Money, MoneyError};

use super::charges::Charges;
use super::lay::Laid;
use super::open::{Open, own_gone};
use super::{MovedCharge, RestructureError, Restructured};
use crate::{InterestRules, Period, Portion, Portions, Row, RowKind, TermsError};

/// A plan while it is changed.
pub(super) struct Draft<'a> {
    /// As it was.
    pub(super) old: (&'a InterestRules, &'a [Row]),
    pub(super) rules: InterestRules,
    pub(super) rows: Vec<Row>,
    /// The day on which the change counts.
    pub(super) on: Date,
    pub(super) waived: Portions,
    pub(super) moved: Vec<MovedCharge>,
}

impl<'a> Draft<'a> {
    pub(super) fn of(rules: &'a InterestRules, rows: &'a [Row], on: Date) -> Self {
        let waived = Portions::zero(rules.currency);
        Self { old: (rules, rows), rules: rules.clone(), rows: rows.to_vec(), on, waived, moved: Vec::new() }
    }

    pub(super) fn zero(&self) -> Money {
        Money::zero(self.rules.currency)
    }

    /// The indexes of the rows of which something is owed and that a condition holds for.
    pub(super) fn open_where(&self, wanted: impl Fn(&Row) -> bool) -> Vec<usize> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| row.is_open() && wanted(row)).map(|(at, _)| at).collect()
    }

    /// The installments due after the day that aren't settled.
    pub(super) fn ahead(&self) -> Vec<usize> {
        self.repaying(|row, on| row.due_on > on)
    }

    /// The installments that a condition holds for and that aren't settled: principal or interest is owed, or they
    /// are due later and rest.
    pub(super) fn repaying(&self, wanted: impl Fn(&Row, Date) -> bool) -> Vec<usize> {
        let owes = |row: &Row, portion| row.owed(portion).is_ok_and(Money::is_positive);
        let unsettled = |row: &Row| {
            owes(row, Portion::Principal)
                || owes(row, Portion::Interest)
                || (row.due.principal.is_zero() && row.due.interest.is_zero() && row.due_on > self.on)
        };
        let rows = self.rows.iter().enumerate();
        let rows = rows.filter(|(_, row)| row.kind == RowKind::Installment && wanted(row, self.on));
        rows.filter(|(_, row)| unsettled(row)).map(|(at, _)| at).collect()
    }

    pub(super) fn row(&self, at: usize) -> Result<&Row, RestructureError> {
        self.rows.get(at).ok_or(RestructureError::NothingOwed)
    }

    pub(super) fn period(&self, at: usize) -> Result<Period, RestructureError> {
        let row = self.row(at)?;
        Ok(Period { from: row.from, due_on: row.due_on })
    }

    pub(super) fn periods(&self, at: &[usize]) -> Result<Vec<Period>, RestructureError> {
        at.iter().map(|at| self.period(*at)).collect()
    }

    /// What is open of a row as principal and interest.
    pub(super) fn open(&self, at: usize) -> Result<Open, RestructureError> {
        Ok(Open::of(self.row(at)?)?)
    }

    /// Takes what is open of a row out of it: the row then demands what became of it, and no more.
    pub(super) fn take(&mut self, at: usize) -> Result<Open, RestructureError> {
        let row = self.rows.get_mut(at).ok_or(RestructureError::NothingOwed)?;
        let open = Open::of(row)?;
        row.due.principal = row.due.principal.minus(open.principal)?;
        row.due.interest = row.due.interest.minus(open.interest()?)?;
        row.credited.principal = row.credited.principal.min(row.due.principal)?;
        row.credited.interest = row.credited.interest.minus(open.credited)?;
        row.carried = row.carried.minus(open.carried)?;
        row.capitalized = row.capitalized.minus(open.capitalized)?;
        row.deferred = Money::zero(open.own.currency());
        Ok(open)
    }

    /// Takes the interest that the rows before one left out for it.
    pub(super) fn take_deferred(&mut self, before: usize) -> Money {
        let nothing = self.zero();
        let row = before.checked_sub(1).and_then(|at| self.rows.get_mut(at));
        row.map_or(nothing, |row| std::mem::replace(&mut row.deferred, nothing))
    }

    /// Takes a row's open interest and gives it up: the row keeps it as waived.
    pub(super) fn waive_interest(&mut self, at: usize) -> Result<(), RestructureError> {
        let row = self.rows.get_mut(at).ok_or(RestructureError::NothingOwed)?;
        let owed = row.owed(Portion::Interest)?;
        row.waived.interest = row.waived.interest.plus(owed)?;
        self.waived.interest = self.waived.interest.plus(owed)?;
        Ok(())
    }

    /// Puts laid amounts into a row that was emptied before. Interest of its own period that was paid before is
    /// not asked for again.
    pub(super) fn put(&mut self, at: usize, laid: Put) -> Result<(), RestructureError> {
        let row = self.rows.get_mut(at).ok_or(RestructureError::NothingOwed)?;
        let prepaid = own_gone(row)?.min(laid.own)?;
        laid.onto(row, prepaid)?;
        Ok(())
    }

    /// As [`Self::put`], whatever was paid before.
    pub(super) fn put_whole(&mut self, at: usize, laid: Put) -> Result<(), RestructureError> {
        let zero = self.zero();
        let row = self.rows.get_mut(at).ok_or(RestructureError::NothingOwed)?;
        Ok(laid.onto(row, zero)?)
    }

    /// Has a row demand an amount of interest that is given up at once.
    pub(super) fn give_up_interest(&mut self, at: usize, amount: Money) -> Result<(), RestructureError> {
        let row = self.rows.get_mut(at).ok_or(RestructureError::NothingOwed)?;
        row.due.interest = row.due.interest.plus(amount)?;
        row.carried = row.carried.plus(amount)?;
        row.waived.interest = row.waived.interest.plus(amount)?;
        self.waived.interest = self.waived.interest.plus(amount)?;
        Ok(())
    }

    /// Appends a row that demands nothing.
    pub(super) fn push_empty(&mut self, period: Period, rhythm_on: Date) -> Result<(), RestructureError> {
        let zero = self.zero();
        let nothing = Put {
            principal: zero,
            credited: zero,
            carried: zero,
            capitalized: zero,
            own: zero,
            deferred: zero,
        };
        self.push(period, rhythm_on, nothing)
    }

    /// Appends a row that is due where working days move a day of the rhythm.
    pub(super) fn push(
        &mut self,
        period: Period,
        rhythm_on: Date,
        laid: Put,
    ) -> Result<(), RestructureError> {
        let number = self.rows.iter().map(|row| row.number).max().unwrap_or(0);
        let number = number.checked_add(1).ok_or(RestructureError::Installments(u32::from(number) + 1))?;
        let nothing = Portions::zero(self.rules.currency);
        let mut row = Row::new(number, period.from, period.due_on, RowKind::Installment, nothing);
        row.set_period(period, rhythm_on);
        laid.onto(&mut row, self.zero())?;
        self.rows.push(row);
        Ok(())
    }

    /// Gives the rows from one on other periods: each ends where working days move its day of the rhythm.
    pub(super) fn set_periods(
        &mut self,
        first: usize,
        from: Date,
        days: &[Date],
    ) -> Result<(), RestructureError> {
        let mut begins = from;
        for (row, day) in self.rows.iter_mut().skip(first).zip(days) {
            let due_on = self.rules.working_days.due_on(*day)?;
            // Only what is no installment of its own may share a day.
            if due_on < begins || due_on == begins && row.kind == RowKind::Installment {
                return Err(TermsError::DueDatesMeet(due_on).into());
            }
            row.set_period(Period { from: begins, due_on }, *day);
            begins = due_on;
        }
        Ok(())
    }

    /// Moves fees and penalties of a row to another one.
    pub(super) fn move_charges(&mut self, from: usize, to: usize) -> Result<(), RestructureError> {
        Charges { rows: &mut self.rows, moved: &mut self.moved }.carry(from, to)
    }

    /// Moves an amount of a fee or penalty of a row to another one.
    pub(super) fn move_charge(
        &mut self,
        from: usize,
        to: usize,
        portion: Portion,
        amount: Money,
    ) -> Result<(), RestructureError> {
        Charges { rows: &mut self.rows, moved: &mut self.moved }.part(from, to, portion, amount)
    }

    /// Notes which rows are settled now. Rows added before one that is due later come before it.
    pub(super) fn finish(mut self) -> Restructured {
        let on = self.on;
        self.rows.sort_by_key(|row| row.due_on);
        self.rows.iter_mut().for_each(|row| row.settle(on));
        Restructured { rules: self.rules, rows: self.rows, waived: self.waived, moved: self.moved }
    }
}

/// What a row gets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Put {
    pub(super) principal: Money,
    pub(super) credited: Money,
    pub(super) carried: Money,
    pub(super) capitalized: Money,
    pub(super) own: Money,
    pub(super) deferred: Money,
}

impl Put {
    /// A laid row of which `capitalized` is interest that bears interest, and `credited` a part of what is carried.
    pub(super) fn of(laid: Laid, capitalized: Money, credited: Money) -> Result<Self, MoneyError> {
        let principal = laid.bearing.minus(capitalized)?;
        let carried = laid.carried.minus(credited)?;
        Ok(Self { principal, credited, carried, capitalized, own: laid.own, deferred: laid.deferred })
    }

    fn onto(self, row: &mut Row, prepaid: Money) -> Result<(), MoneyError> {
        let interest = self.credited.plus(self.carried)?.plus(self.capitalized)?.plus(self.own)?;
        row.due.principal = row.due.principal.plus(self.principal)?;
        row.due.interest = row.due.interest.plus(interest)?.minus(prepaid)?;
        row.credited.interest = row.credited.interest.plus(self.credited)?;
        row.carried = row.carried.plus(self.carried)?;
        row.capitalized = row.capitalized.plus(self.capitalized)?;
        row.deferred = self.deferred;
        Ok(())
    }
}
