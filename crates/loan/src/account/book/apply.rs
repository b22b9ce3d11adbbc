use money::{Money, MoneyError};

use super::allocate::Incoming;
use super::{Asked, Book};
use crate::account::rules::AccountRules;
use crate::{Effect, Portion, Portions, Transaction, TransactionBody, TransactionKind};

impl Book {
    /// One step of the fold. What a transaction can't do any more, because one before it came or went, it
    /// doesn't do. `before` are the transactions before it with what they did.
    pub(in crate::account) fn apply(
        &mut self,
        rules: &AccountRules,
        transaction: &Transaction,
        before: Earlier<'_>,
    ) -> Result<Effect, MoneyError> {
        let (on, kind, by) = (transaction.value_on, transaction.kind(), transaction.id);
        let was_overdue = self.overdue_since(on);
        let settled = self.is_settled_by_offer()?;
        let mut effect = Effect::none(kind, self.credit.currency());
        effect.off_books = self.charged_off_on.is_some();
        if let Some(amount) = transaction.body.amount() {
            self.turnover = self.turnover.plus(amount)?;
        }
        let asked = if kind.pays() { Asked::Passed } else { Asked::Whole };
        effect.recalculated = self.recalculate(on, asked)?;
        match &transaction.body {
            TransactionBody::Repayment { amount, payoff_on: Some(day), .. } if self.recalculates() => {
                self.received = self.received.plus(*amount)?;
                let less = self.end_recalculation(*amount, *day)?;
                effect.recalculated = effect.recalculated.plus(less)?;
                self.receive(rules, transaction, *amount, before, &mut effect)?;
            }
            TransactionBody::Repayment { amount, payoff_on, .. } => {
                self.received = self.received.plus(*amount)?;
                effect.rebate =
                    payoff_on.map_or(Ok(None), |day| self.pay_off(rules, *amount, day, (by, on)))?;
                self.receive(rules, transaction, *amount, before, &mut effect)?;
            }
            TransactionBody::Recovery { amount, .. } => {
                self.received = self.received.plus(*amount)?;
                self.receive(rules, transaction, *amount, before, &mut effect)?;
            }
            TransactionBody::PayoutRefund { amount } => {
                self.received = self.received.plus(*amount)?;
                effect.split = self.allocate(rules, Incoming { by, kind, amount: *amount, on })?;
            }
            TransactionBody::GoodwillCredit { amount }
            | TransactionBody::MerchantRefund { amount }
            | TransactionBody::DeviceReturn { amount } => {
                effect.split = self.allocate(rules, Incoming { by, kind, amount: *amount, on })?;
            }
            TransactionBody::ChargeAdjustment { of, amount } => {
                effect.charged = self.charged_portion(*of);
                let amount = (*amount).min(self.left_to_give_back(*of, before)?)?;
                effect.split = self.allocate(rules, Incoming { by, kind, amount, on })?;
            }
            TransactionBody::Charge { portion, amount, due } => {
                self.charge(transaction, *portion, *amount, *due, &mut effect)?;
                self.pay_from_credit(rules, (by, on), &mut effect)?;
            }
            TransactionBody::Waiver { what } => self.waive(*what, (by, on), before, &mut effect)?,
            TransactionBody::Chargeback { of, amount } => {
                let owed = before.chargeback_parts(*of, *amount, rules.allocation.chargeback)?;
                self.pay_out(rules, owed, transaction, &mut effect)?;
            }
            TransactionBody::CreditRefund { amount } => {
                let owed = Portions::only(Portion::Principal, *amount);
                self.pay_out(rules, owed, transaction, &mut effect)?;
            }
            TransactionBody::Restructure { change } => self.restructure(change, (by, on), &mut effect)?,
            TransactionBody::SettlementOffer { .. } => self.offer(rules, (by, on), &transaction.body)?,
            TransactionBody::SettlementWithdrawal { of } => self.withdraw(*of),
            TransactionBody::WriteOff => self.write_off((by, on), &mut effect)?,
            TransactionBody::ChargeOff { .. } => self.charge_off(rules.charge_off, on, &mut effect)?,
        }
        self.note_balance(on)?;
        effect.recalculated = effect.recalculated.plus(self.recalculate(on, Asked::Whole)?)?;
        self.owed_again(settled, transaction, &mut effect)?;
        self.note_delinquency(was_overdue, kind, on);
        Ok(effect)
    }

    /// Allocates the borrower's money. Where it reaches the amount of a settlement offer, it buys no interest of later
    /// days, as in a payoff, and what it leaves owed is forgiven.
    fn receive(
        &mut self,
        rules: &AccountRules,
        transaction: &Transaction,
        amount: Money,
        before: Earlier<'_>,
        effect: &mut Effect,
    ) -> Result<(), MoneyError> {
        let (on, kind, by) = (transaction.value_on, transaction.kind(), transaction.id);
        let accepts = self.accepts(transaction, amount, before)?;
        if accepts && !self.paid_off {
            // Interest that is recalculated is asked for up to the day only.
            if !self.recalculates() {
                effect.rebate = Some(self.waive_future(rules, on, (by, on))?);
            }
            self.paid_off = true;
        }
        effect.split = self.allocate(rules, Incoming { by, kind, amount, on })?;
        if accepts { self.forgive_rest((by, on), effect) } else { Ok(()) }
    }
}

/// The transactions before one, with what they did; `None` for a reversed one.
#[derive(Clone, Copy)]
pub(in crate::account) struct Earlier<'a> {
    pub(in crate::account) transactions: &'a [Transaction],
    pub(in crate::account) effects: &'a [Option<Effect>],
}

impl<'a> Earlier<'a> {
    /// Every live one of a kind.
    pub(super) fn live(self, kind: TransactionKind) -> impl Iterator<Item = (&'a Transaction, &'a Effect)> {
        let pairs = self.transactions.iter().zip(self.effects);
        pairs.filter_map(move |(t, effect)| effect.as_ref().filter(|e| e.kind == kind).map(|e| (t, e)))
    }

    /// What a live one did.
    pub(super) fn effect(self, id: ident::TransactionId) -> Option<&'a Effect> {
        let at = self.transactions.iter().position(|t| t.id == id)?;
        self.effects.get(at)?.as_ref()
    }
}
