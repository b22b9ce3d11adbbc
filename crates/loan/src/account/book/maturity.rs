use jiff::civil::Date;
use money::MoneyError;

use super::Book;
use super::charges::ChargedAt;
use crate::{Portion, Row, RowKind};

impl Book {
    /// Makes all principal due on a day, with the interest to that day; the last due date must come after it. What is
    /// due later becomes one row with the installment that runs. Fees and penalties of later installments are due when
    /// the latest of them is.
    pub(super) fn mature(&mut self, on: Date) -> Result<(), MoneyError> {
        let due_later = |row: &Row| row.kind != RowKind::Additional && row.due_on > on;
        let Some(first) = self.rows.iter().position(due_later) else { return Ok(()) };
        self.stop_interest(on)?;
        // An installment that is due on the day takes the rest.
        let due_today = |row: &Row| row.kind == RowKind::Installment && row.due_on == on;
        let into =
            first.checked_sub(1).filter(|at| self.rows.get(*at).is_some_and(due_today)).unwrap_or(first);
        let later = self.rows.iter().skip(into + 1).filter(|row| due_later(row)).map(|row| row.number);
        let later: Vec<u16> = later.collect();
        let charges = self.take_charges(&later, into)?;
        self.merge(&later, into, on)?;
        self.demand_later(charges, on)?;
        self.settle_all(on);
        Ok(())
    }

    /// Takes what is unpaid of charges out of rows; what was paid of them is in another one from now on.
    fn take_charges(&mut self, rows: &[u16], into: usize) -> Result<Vec<ChargedAt>, MoneyError> {
        let into = self.rows.get(into).map_or(0, |row| row.number);
        let mut taken = Vec::new();
        for charge in self.charges.iter_mut().filter(|charge| rows.contains(&charge.row)) {
            let (left, from) = (charge.left()?, charge.row);
            if left.is_positive() {
                taken.push(charge.carry(left, from)?);
            }
            charge.row = into;
        }
        for charge in &taken {
            let row = self.rows.iter_mut().find(|row| row.number == charge.row);
            if let Some(due) = row.map(|row| row.due.get_mut(charge.portion)) {
                *due = due.minus(charge.amount)?;
            }
        }
        Ok(taken)
    }

    /// Puts rows together in one that is due on a day.
    fn merge(&mut self, rows: &[u16], into: usize, on: Date) -> Result<(), MoneyError> {
        let gone: Vec<Row> = self.rows.iter().filter(|row| rows.contains(&row.number)).copied().collect();
        let Some(row) = self.rows.get_mut(into) else { return Ok(()) };
        for other in &gone {
            row.absorb(other)?;
        }
        row.from = row.from.min(on);
        (row.due_on, row.moved_from) = (on, None);
        self.rows.retain(|row| !rows.contains(&row.number));
        Ok(())
    }

    fn demand_later(&mut self, charges: Vec<ChargedAt>, on: Date) -> Result<(), MoneyError> {
        let Some(day) = charges.iter().map(|charge| charge.due_on.max(on)).max() else { return Ok(()) };
        let at = self.additional(day);
        let Some(row) = self.rows.get_mut(at) else { return Ok(()) };
        for charge in charges {
            debug_assert!(matches!(charge.portion, Portion::Fee | Portion::Penalty), "{charge:?}");
            row.due.add(charge.portion, charge.amount)?;
            self.charges.push(ChargedAt { row: row.number, ..charge });
        }
        Ok(())
    }
}
