use ident::TransactionId;
use jiff::civil::Date;
use money::{Money, MoneyError};

use super::apply::Earlier;
use super::charges::Became;
use super::relief::forgo;
use super::{Asked, Book};
use crate::account::rules::AccountRules;
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
    /// What they came to before anything was charged back.
    came: Money,
    pub(in crate::account) accepted_on: Option<Date>,
    /// By how much more is owed than when it was offered, charges apart; below zero: less. An offer forgives nothing
    /// that nobody knew was owed.
    excess: Money,
    /// Of later chargebacks of payments that count, what is forgiven: what is left of them still reaches the amount.
    covers: Money,
    /// What it forgave.
    pub(in crate::account) forgiven: Money,
}

impl Offered {
    /// What is owed besides the amount.
    pub(in crate::account) fn missing(&self) -> Money {
        positive(self.excess)
    }

    fn is_accepted(&self) -> bool {
        self.accepted_on.is_some()
    }
}

impl Book {
    /// An offer takes the place of an earlier one that was not accepted, unless one settled everything.
    pub(super) fn offer(
        &mut self,
        rules: &AccountRules,
        (id, on): (TransactionId, Date),
        body: &TransactionBody,
    ) -> Result<(), MoneyError> {
        let TransactionBody::SettlementOffer { amount, owed, charged, valid_through } = *body else {
            return Ok(());
        };
        if !self.is_settled_by_offer()? {
            let excess = self.pays_off(rules, on)?.minus(self.charged()?)?.minus(owed.minus(charged)?)?;
            let zero = Money::zero(amount.currency());
            self.settlements.retain(Offered::is_accepted);
            self.settlements.push(Offered {
                id,
                on,
                amount,
                valid_through,
                received: zero,
                counted: Vec::new(),
                came: zero,
                accepted_on: None,
                excess,
                covers: zero,
                forgiven: zero,
            });
        }
        Ok(())
    }

    /// Ends an offer that was not accepted.
    pub(super) fn withdraw(&mut self, of: TransactionId) {
        self.settlements.retain(|offered| offered.id != of || offered.is_accepted());
    }

    /// What pays the loan off on a day.
    fn pays_off(&self, rules: &AccountRules, on: Date) -> Result<Money, MoneyError> {
        let mut after = self.clone();
        if after.recalculates() {
            after.recalculate(on, Asked::Passed)?;
        } else {
            after.waive_future(rules, on, (TransactionId::from_bytes([0; 16]), on))?;
        }
        after.outstanding()?.total()
    }

    /// All that was charged, whatever became of it.
    pub(in crate::account) fn charged(&self) -> Result<Money, MoneyError> {
        let mut charged = self.charges.iter().map(|at| at.amount.minus(at.credited));
        charged.try_fold(Money::zero(self.credit.currency()), |sum, part| sum.plus(part?))
    }

    /// Counts a payment toward the offer that stands on its day. Whether it reaches the amount.
    pub(super) fn accepts(
        &mut self,
        payment: &Transaction,
        amount: Money,
        before: Earlier<'_>,
    ) -> Result<bool, MoneyError> {
        let on = payment.value_on;
        let open = |offered: &&mut Offered| !offered.is_accepted() && on <= offered.valid_through;
        let Some(offered) = self.settlements.last_mut().filter(open) else { return Ok(false) };
        offered.counted.push(payment.id);
        offered.came = offered.came.plus(amount)?;
        offered.received = offered.received.plus(before.kept(payment.id, amount)?)?;
        if offered.received >= offered.amount {
            offered.accepted_on = Some(on);
        }
        Ok(offered.is_accepted())
    }

    /// Whether an accepted offer left nothing to pay.
    pub(super) fn is_settled_by_offer(&self) -> Result<bool, MoneyError> {
        Ok(self.settlements.last().is_some_and(Offered::is_accepted) && self.outstanding()?.is_zero())
    }

    /// What offers make of that which a transaction made owed: a charge of a day after everything was settled is
    /// forgiven; so is what was taken back of a payment that reached more than the amount. Other money that a rail
    /// took back is owed besides an open offer.
    pub(super) fn owed_again(
        &mut self,
        was_settled: bool,
        transaction: &Transaction,
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        let by = (transaction.id, transaction.value_on);
        match &transaction.body {
            TransactionBody::Charge { .. } if was_settled => {
                let owed = self.outstanding()?.total()?;
                self.forgive(owed, by, self.settlements.len().saturating_sub(1), effect)
            }
            TransactionBody::Chargeback { of, .. } => self.taken_back(*of, by, effect),
            _ => Ok(()),
        }
    }

    fn taken_back(
        &mut self,
        of: TransactionId,
        by: (TransactionId, Date),
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        let mut owed = effect.change.total()?;
        let counts = |offered: &Offered| offered.is_accepted() && offered.counted.contains(&of);
        if let Some(at) = self.settlements.iter().position(counts)
            && let Some(offered) = self.settlements.get_mut(at)
        {
            let covered = offered.covers.min(owed)?;
            offered.covers = offered.covers.minus(covered)?;
            owed = owed.minus(covered)?;
            self.forgive(covered, by, at, effect)?;
        }
        if let Some(open) = self.settlements.last_mut().filter(|it| !it.is_accepted())
            && !open.counted.contains(&of)
        {
            open.excess = open.excess.plus(owed)?;
        }
        Ok(())
    }

    /// Gives up all that the offer just accepted leaves owed.
    pub(super) fn forgive_rest(
        &mut self,
        by: (TransactionId, Date),
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        let owed = self.outstanding()?.total()?;
        let at = self.settlements.len().saturating_sub(1);
        let Some(offered) = self.settlements.last_mut() else { return Ok(()) };
        // What came beyond the amount pays what is missing; what a rail takes back later is missing again.
        let missing = positive(offered.missing().minus(offered.received.minus(offered.amount)?)?);
        let later = offered.came.minus(offered.received)?;
        offered.covers = positive(later.minus(missing)?);
        let stays = positive(missing.minus(later)?);
        self.forgive(owed.minus(stays.min(owed)?)?, by, at, effect)
    }

    /// Gives up an amount under the offer at an index, newest row first: what stays owed is what is due first.
    fn forgive(
        &mut self,
        amount: Money,
        (by, on): (TransactionId, Date),
        offer: usize,
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        let mut left = amount;
        let mut unearned = Money::zero(self.credit.currency());
        let mut portions = Portions::zero(self.credit.currency());
        for at in (self.closed..self.rows.len()).rev() {
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
        if let Some(offered) = self.settlements.get_mut(offer) {
            offered.forgiven = offered.forgiven.plus(portions.total()?)?;
        }
        effect.forgiveness = (!portions.is_zero()).then_some(Forgiveness { portions, unearned });
        Ok(())
    }
}

fn positive(money: Money) -> Money {
    if money.is_negative() { Money::zero(money.currency()) } else { money }
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
