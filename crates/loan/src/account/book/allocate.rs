use ident::TransactionId;
use jiff::civil::Date;
use money::{Money, MoneyError};

use super::Book;
use super::charges::Became;
use crate::account::rules::AccountRules;
use crate::{AllocationRule, InAdvance, Portion, Processing, Row, Split, Timing, TransactionKind};

/// Money to be allocated.
#[derive(Debug, Clone, Copy)]
pub(super) struct Incoming {
    /// The transaction that brings it.
    pub(super) by: TransactionId,
    pub(super) kind: TransactionKind,
    pub(super) amount: Money,
    pub(super) on: Date,
}

/// Money on its way through the rows.
struct Flow {
    left: Money,
    split: Split,
    on: Date,
    by: TransactionId,
}

impl Book {
    /// Pays what is owed by the rules of a kind; the rest is recovered debt, then credit.
    pub(super) fn allocate(
        &mut self,
        rules: &AccountRules,
        Incoming { by, kind, amount, on }: Incoming,
    ) -> Result<Split, MoneyError> {
        let mut flow = Flow { left: amount, split: Split::zero(amount.currency()), on, by };
        let rule = rules.allocation.of(kind);
        match rules.allocation.processing {
            Processing::Horizontal => self.installment_by_installment(rule, &mut flow)?,
            Processing::Vertical => self.portion_by_portion(rule, &mut flow)?,
        }
        let Flow { left, mut split, .. } = flow;
        if left.is_positive() {
            split.recovered = left.min(self.recoverable()?)?;
        }
        self.recovered = self.recovered.plus(split.recovered)?;
        split.credit = left.minus(split.recovered)?;
        self.credit = self.credit.plus(split.credit)?;
        Ok(split)
    }

    fn installment_by_installment(
        &mut self,
        rule: &AllocationRule,
        flow: &mut Flow,
    ) -> Result<(), MoneyError> {
        for timing in rule.timings() {
            loop {
                let rows = self.targets(timing, rule.in_advance(), flow, Row::is_open);
                let before = flow.left;
                for portion in rule.portions(timing) {
                    self.pay_evenly(&rows, portion, flow)?;
                }
                if flow.left == before {
                    break;
                }
            }
        }
        Ok(())
    }

    fn portion_by_portion(&mut self, rule: &AllocationRule, flow: &mut Flow) -> Result<(), MoneyError> {
        for cell in rule.order() {
            loop {
                let owes = |row: &Row| row.owed(cell.portion).is_ok_and(Money::is_positive);
                let rows = self.targets(cell.timing, rule.in_advance(), flow, owes);
                let before = flow.left;
                self.pay_evenly(&rows, cell.portion, flow)?;
                if flow.left == before {
                    break;
                }
            }
        }
        Ok(())
    }

    /// The rows that money goes to next, by index: one, or all that share; none when no money is left.
    fn targets(
        &self,
        timing: Timing,
        in_advance: InAdvance,
        flow: &Flow,
        wanted: impl Fn(&Row) -> bool,
    ) -> Vec<usize> {
        if !flow.left.is_positive() {
            return Vec::new();
        }
        let on = flow.on;
        let wanted = |(_, row): &(usize, &Row)| wanted(row);
        let open = self.rows.iter().enumerate().skip(self.closed);
        // Due dates rise: nothing before a day stands after the first row that isn't.
        let one = match timing {
            Timing::PastDue => open.take_while(|(_, row)| row.due_on < on).find(wanted),
            Timing::Due => {
                open.take_while(|(_, row)| row.due_on <= on).find(|row| row.1.due_on == on && wanted(row))
            }
            Timing::InAdvance => {
                return ahead(open.filter(|row| row.1.due_on > on && wanted(row)), in_advance, on);
            }
        };
        one.map(|(at, _)| at).into_iter().collect()
    }

    /// Pays one portion of the rows in equal shares; the last share takes what rounding leaves.
    fn pay_evenly(&mut self, rows: &[usize], portion: Portion, flow: &mut Flow) -> Result<(), MoneyError> {
        let (Some(last), Ok(count)) = (rows.last().copied(), i64::try_from(rows.len())) else {
            return Ok(());
        };
        let (share, rest) = shares(flow.left, count)?;
        for at in rows {
            let share = if *at == last { rest } else { share };
            let Some(row) = self.rows.get_mut(*at) else { continue };
            let paid = row.pay(portion, share, flow.on)?;
            let number = row.number;
            flow.left = flow.left.minus(paid)?;
            flow.split.add(portion, paid)?;
            self.note_charges(number, portion, paid, Became::Paid, flow.by)?;
            self.touched(*at, flow.on);
        }
        Ok(())
    }
}

/// Which of the rows that aren't due yet get money first.
fn ahead<'a>(
    mut rows: impl DoubleEndedIterator<Item = (usize, &'a Row)>,
    in_advance: InAdvance,
    on: Date,
) -> Vec<usize> {
    let one = match in_advance {
        InAdvance::Next => rows.next(),
        InAdvance::Last => rows.next_back(),
        InAdvance::Spread => return rows.map(|(at, _)| at).collect(),
        InAdvance::NextLast => {
            let all: Vec<_> = rows.collect();
            let running: Vec<_> = all.iter().filter(|(_, row)| row.from <= on).map(|(at, _)| *at).collect();
            if !running.is_empty() {
                return running;
            }
            all.last().copied()
        }
    };
    one.map(|(at, _)| at).into_iter().collect()
}

/// Equal shares, half to even, and the last one; rounded down when the last would be less than nothing.
fn shares(amount: Money, count: i64) -> Result<(Money, Money), MoneyError> {
    if count == 1 {
        return Ok((amount, amount));
    }
    let others = count - 1;
    let last = |share: Money| amount.minus(share.ratio(others, 1)?);
    let share = amount.ratio(1, count)?;
    let rest = last(share)?;
    if !rest.is_negative() {
        return Ok((share, rest));
    }
    let share = Money::from_minor(amount.minor().div_euclid(count), amount.currency())?;
    Ok((share, last(share)?))
}
