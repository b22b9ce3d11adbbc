use ident::TransactionId;
use jiff::civil::Date;
use loan::{Changed, ChargeTiming, FeeKind, Portion, Transaction, TransactionBody, ledger};
use money::Money;
use proof::Digest;

use super::draft::Draft;
use crate::{ContractStatus, Event, Refusal, late_fee};

impl Draft<'_> {
    /// The fees that the terms name: what is due with an installment or on a day is charged at once, what belongs to a
    /// disbursement is kept back from it and never owed.
    pub(super) fn charge_agreed_fees(&mut self) -> Result<(), Refusal> {
        let fees = self.contract.account.schedule().fees(&self.contract.terms);
        for (place, fee) in fees.map_err(|_| Refusal::OutOfRange)?.into_iter().enumerate() {
            if fee.installment.is_none() {
                self.post(ledger::withheld(fee.amount, fee.kind, fee.due_on));
                continue;
            }
            let id = self.own_id(&format!("fee {place}"));
            let value_on = fee.due_on.min(self.today).max(self.contract.terms.starts_on);
            self.charge(self.fee(id, fee.kind, fee.amount, value_on, ChargeTiming::On(fee.due_on)))?;
        }
        Ok(())
    }

    /// What the terms charge for an installment that is unpaid some days after its due date: once for each. Money
    /// that comes later and counts earlier takes it back (see [`ChargeTiming::Late`]).
    pub(super) fn charge_late_fees(&mut self) -> Result<(), Refusal> {
        // Money that now pays such a fee can leave the next installment unpaid.
        while self.charge_late_fees_once()? {}
        Ok(())
    }

    /// Whether something was charged.
    fn charge_late_fees_once(&mut self) -> Result<bool, Refusal> {
        let runs = matches!(self.contract.status, ContractStatus::Active | ContractStatus::Unsecured);
        let mut late = if runs { late_fee::of(&self.contract) } else { Vec::new() };
        late.retain(|late| late.on <= self.today && late.amount.is_positive());
        late.sort_by_key(|late| late.on);
        let mut charged = false;
        for late in late {
            let id = self.own_id(&late.name);
            let is_known = self.contract.account.transactions().iter().any(|known| known.id == id);
            if !is_known {
                let due = ChargeTiming::Late(late.due_on);
                charged |= self.charge(self.fee(id, late.kind, late.amount, late.on, due))?;
            }
        }
        Ok(charged)
    }

    fn fee(
        &self,
        id: TransactionId,
        kind: FeeKind,
        amount: Money,
        value_on: Date,
        due: ChargeTiming,
    ) -> Transaction {
        let portion = match kind {
            FeeKind::Fee => Portion::Fee,
            FeeKind::Penalty => Portion::Penalty,
        };
        let body = TransactionBody::Charge { portion, amount, due };
        Transaction { id, value_on, booked_on: self.today, body, reversed: false }
    }

    /// Enters a charge, unless it charges nothing; whether it did.
    fn charge(&mut self, charge: Transaction) -> Result<bool, Refusal> {
        let mut account = self.contract.account.clone();
        let recorded = account.record(charge)?;
        if recorded.effect.charged.is_none() {
            return Ok(false);
        }
        self.contract.account = account;
        for posting in ledger::recorded(&recorded) {
            self.post(posting);
        }
        self.note_charge(&recorded.transaction);
        self.note_lapsed(&recorded.changed);
        Ok(true)
    }

    fn note_charge(&mut self, charge: &Transaction) {
        if let TransactionBody::Charge { portion, amount, due } = charge.body {
            self.record(Event::Charged { transaction: charge.id, portion, amount, due });
        }
    }

    /// Tells which charges for being late are gone, because money counts that came in time, or are back.
    pub(super) fn note_lapsed(&mut self, changed: &[Changed]) {
        for Changed { transaction, before, after } in changed {
            let charges = self.contract.account.transactions().iter().find(|t| t.id == *transaction).cloned();
            match (charges, before.charged, after.charged) {
                (
                    Some(Transaction { id, body: TransactionBody::Charge { amount, .. }, .. }),
                    Some(portion),
                    None,
                ) => {
                    self.record(Event::ChargeLapsed { transaction: id, portion, amount });
                }
                (Some(charge), None, Some(_)) => self.note_charge(&charge),
                _ => {}
            }
        }
    }

    /// A name of this contract's own for what its terms charge by themselves: the same whenever it is asked for.
    fn own_id(&self, what: &str) -> TransactionId {
        let digest = Digest::of(format!("{} {what}", self.contract.id).as_bytes());
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(digest.as_bytes()).for_each(|(byte, hash)| *byte = *hash);
        TransactionId::from_bytes(bytes)
    }
}
