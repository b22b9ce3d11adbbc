use ident::TransactionId;
use jiff::civil::Date;
use money::{Money, MoneyError};

use super::Book;
use super::apply::Earlier;
use super::charges::Became;
use super::relief::forgo;
use crate::{Effect, Forgiveness, Portions, Transaction, TransactionBody, TransactionKind};

/// A settlement offer on its way through the fold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::account) struct Offered {
    pub(in crate::account) id: TransactionId,
    pub(in crate::account) on: Date,
    pub(in crate::account) amount: Money,
    pub(in crate::account) valid_through: Date,
    /// What counts toward it, less what was charged back of that.
    pub(in crate::account) received: Money,
    /// The payments that count.
    counted: Vec<TransactionId>,
    pub(in crate::account) accepted_on: Option<Date>,
    /// Of what had been paid before the offer, what was taken back: an offer forgives nothing of it.
    missing: Money,
}

impl Book {
    /// An offer takes the place of an earlier one, unless that settled everything.
    pub(super) fn offer(
        &mut self,
        id: TransactionId,
        on: Date,
        (amount, paid, valid_through): (Money, Money, Date),
    ) -> Result<(), MoneyError> {
        if !self.is_settled_by_offer()? {
            let received = Money::zero(amount.currency());
            let missing = paid.minus(self.received.minus(self.paid_out)?)?;
            let missing = if missing.is_negative() { received } else { missing };
            let (counted, accepted_on) = (Vec::new(), None);
            self.settlement =
                Some(Offered { id, on, amount, valid_through, received, counted, accepted_on, missing });
        }
        Ok(())
    }

    /// Ends an offer that was not accepted.
    pub(super) fn withdraw(&mut self, of: TransactionId) {
        self.settlement.take_if(|offered| offered.id == of && offered.accepted_on.is_none());
    }

    /// Counts a payment toward the offer that stands on its day. Whether it reaches the amount.
    pub(super) fn accepts(
        &mut self,
        payment: &Transaction,
        amount: Money,
        before: Earlier<'_>,
    ) -> Result<bool, MoneyError> {
        let on = payment.value_on;
        let open = |offered: &&mut Offered| offered.accepted_on.is_none() && on <= offered.valid_through;
        let Some(offered) = self.settlement.as_mut().filter(open) else { return Ok(false) };
        offered.counted.push(payment.id);
        offered.received = offered.received.plus(before.kept(payment.id, amount)?)?;
        if offered.received >= offered.amount {
            offered.accepted_on = Some(on);
        }
        Ok(offered.accepted_on.is_some())
    }

    /// Whether an accepted offer left nothing to pay.
    pub(super) fn is_settled_by_offer(&self) -> Result<bool, MoneyError> {
        let accepted = self.settlement.as_ref().is_some_and(|offered| offered.accepted_on.is_some());
        Ok(accepted && self.outstanding()?.is_zero())
    }

    /// Whether a settlement that stands covers what a transaction makes owed: a charge of a day after it, or what
    /// was taken back of a payment that reached more than the amount.
    pub(super) fn is_covered(&self, body: &TransactionBody) -> bool {
        match body {
            TransactionBody::Charge { .. } => true,
            TransactionBody::Chargeback { of, .. } => {
                self.settlement.as_ref().is_some_and(|offered| offered.counted.contains(of))
            }
            _ => false,
        }
    }

    /// Notes that a rail took back what had been paid before the offer, which is owed again.
    pub(super) fn note_missing(&mut self, body: &TransactionBody, effect: &Effect) -> Result<(), MoneyError> {
        let owed_again = effect.change.total()?;
        let TransactionBody::Chargeback { of, .. } = body else { return Ok(()) };
        if let Some(offered) = self.settlement.as_mut().filter(|it| it.accepted_on.is_none())
            && !offered.counted.contains(of)
            && owed_again.is_positive()
        {
            offered.missing = offered.missing.plus(owed_again)?;
        }
        Ok(())
    }

    /// Gives up all that an accepted offer leaves owed.
    pub(super) fn forgive_rest(
        &mut self,
        by: (TransactionId, Date),
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        let zero = Money::zero(self.credit.currency());
        let missing = self.settlement.as_ref().map_or(zero, |offered| offered.missing);
        let owed = self.outstanding()?.total()?;
        self.forgive(owed.minus(missing.min(owed)?)?, by, effect)
    }

    /// Gives up an amount, oldest row first.
    pub(super) fn forgive(
        &mut self,
        amount: Money,
        (by, on): (TransactionId, Date),
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        let mut left = amount;
        let mut unearned = Money::zero(self.credit.currency());
        let mut portions = Portions::zero(self.credit.currency());
        for at in self.closed..self.rows.len() {
            let Some(row) = self.rows.get_mut(at) else { continue };
            let given = part_of(row.outstanding()?, left)?;
            left = left.minus(given.total()?)?;
            if !effect.off_books {
                unearned = unearned.plus(forgo(row, given.interest, on)?)?;
            }
            row.waived = row.waived.plus(given)?;
            let number = row.number;
            for (portion, amount) in given.each() {
                self.note_charges(number, portion, amount, Became::Waived, by)?;
            }
            portions = portions.plus(given)?;
            self.touched(at, on);
        }
        effect.forgiveness = (!portions.is_zero()).then_some(Forgiveness { portions, unearned });
        Ok(())
    }
}

/// At most an amount of some portions, principal last.
fn part_of(portions: Portions, most: Money) -> Result<Portions, MoneyError> {
    let mut part = Portions::zero(most.currency());
    for (portion, amount) in portions.each() {
        let left = most.minus(part.total()?)?;
        part.add(portion, amount.min(left)?)?;
    }
    Ok(part)
}

impl Earlier<'_> {
    /// What is left of a payment after all chargebacks of it, later ones too: what a rail takes back never reached
    /// the amount of an offer.
    fn kept(self, id: TransactionId, amount: Money) -> Result<Money, MoneyError> {
        let all = self.transactions.iter().filter(|it| !it.reversed);
        let mut taken = all.filter(|it| it.kind() == TransactionKind::Chargeback && it.body.of() == Some(id));
        taken
            .try_fold(amount, |left, it| left.minus(it.body.amount().unwrap_or(Money::zero(left.currency()))))
    }
}
