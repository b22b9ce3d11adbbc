use ident::TransactionId;
use jiff::civil::Date;
use money::{Money, MoneyError};

use super::Book;
use crate::Portion;

/// What a charge demands in one row, and what became of it there. All of them in a row make up its fees and penalties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::account) struct ChargedAt {
    pub(in crate::account) charge: TransactionId,
    /// The place of the charge among all: money pays the oldest first.
    pub(super) order: usize,
    /// The number of the row.
    pub(super) row: u16,
    /// When it is due.
    pub(super) due_on: Date,
    pub(in crate::account) portion: Portion,
    pub(in crate::account) amount: Money,
    /// The part of `amount` that a chargeback brought back.
    pub(in crate::account) credited: Money,
    pub(in crate::account) paid: Money,
    pub(in crate::account) waived: Money,
    pub(in crate::account) written_off: Money,
}

/// What became of a charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Became {
    Paid,
    Waived,
    WrittenOff,
}

/// What a transaction paid of a charge and no chargeback took back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ChargePaid {
    payer: TransactionId,
    charge: TransactionId,
    portion: Portion,
    left: Money,
}

impl ChargedAt {
    pub(in crate::account) fn left(&self) -> Result<Money, MoneyError> {
        self.amount.minus(self.paid)?.minus(self.waived)?.minus(self.written_off)
    }

    /// What of the charge, as charged first, was not given up.
    pub(super) fn not_given_up(&self) -> Result<Money, MoneyError> {
        self.amount.minus(self.credited)?.minus(self.waived)?.minus(self.written_off)
    }

    /// Takes an unpaid part out of it that is in another row from now on.
    pub(super) fn carry(&mut self, part: Money, to: u16) -> Result<Self, MoneyError> {
        let zero = Money::zero(part.currency());
        // What was paid before stays where it was paid.
        let credited = part.min(self.credited.minus(self.credited.min(self.paid)?)?)?;
        self.amount = self.amount.minus(part)?;
        self.credited = self.credited.minus(credited)?;
        Ok(Self { row: to, amount: part, credited, paid: zero, waived: zero, written_off: zero, ..*self })
    }

    /// Notes what became of at most an amount of it, and returns how much did.
    pub(super) fn note(&mut self, amount: Money, became: Became) -> Result<Money, MoneyError> {
        let part = amount.min(self.left()?)?;
        let sum = match became {
            Became::Paid => &mut self.paid,
            Became::Waived => &mut self.waived,
            Became::WrittenOff => &mut self.written_off,
        };
        *sum = sum.plus(part)?;
        Ok(part)
    }
}

impl Book {
    /// Notes that a charge demands an amount in a row from a day on; `credited` of it had been paid before.
    pub(super) fn demand(
        &mut self,
        charge: TransactionId,
        portion: Portion,
        (row, due_on): (u16, Date),
        amount: Money,
        credited: Money,
    ) {
        let zero = Money::zero(amount.currency());
        let known = self.charges.iter().find(|at| at.charge == charge).map(|at| at.order);
        let order = known.unwrap_or(self.charges.len());
        let (paid, waived, written_off) = (zero, zero, zero);
        self.charges.push(ChargedAt {
            charge,
            order,
            row,
            due_on,
            portion,
            amount,
            credited,
            paid,
            waived,
            written_off,
        });
    }

    /// Notes what became of an amount of a row's fees or penalties: the oldest charge first.
    pub(super) fn note_charges(
        &mut self,
        row: u16,
        portion: Portion,
        amount: Money,
        became: Became,
        by: TransactionId,
    ) -> Result<(), MoneyError> {
        if !matches!(portion, Portion::Fee | Portion::Penalty) || !amount.is_positive() {
            return Ok(());
        }
        let mut there: Vec<_> =
            self.charges.iter_mut().filter(|at| at.row == row && at.portion == portion).collect();
        there.sort_by_key(|at| at.order);
        let mut left = amount;
        for at in there {
            let part = at.note(left, became)?;
            left = left.minus(part)?;
            if became == Became::Paid && part.is_positive() {
                self.charges_paid.push(ChargePaid { payer: by, charge: at.charge, portion, left: part });
            }
        }
        Ok(())
    }

    /// Notes that a row demands again what a transaction had paid of charges: each charge demands its part. What none
    /// is known to have been paid of is demanded by `by` itself.
    pub(super) fn demand_again(
        &mut self,
        payer: TransactionId,
        portion: Portion,
        row: (u16, Date),
        amount: Money,
        by: TransactionId,
    ) -> Result<(), MoneyError> {
        let mut left = amount;
        let mut again = Vec::new();
        let paid = self.charges_paid.iter_mut().filter(|paid| paid.payer == payer && paid.portion == portion);
        for paid in paid {
            let part = left.min(paid.left)?;
            if part.is_positive() {
                paid.left = paid.left.minus(part)?;
                left = left.minus(part)?;
                again.push((paid.charge, part));
            }
        }
        for (charge, part) in again {
            self.demand(charge, portion, row, part, part);
        }
        if left.is_positive() {
            self.demand(by, portion, row, left, Money::zero(left.currency()));
        }
        Ok(())
    }
}
