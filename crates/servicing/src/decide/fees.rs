use ident::TransactionId;
use jiff::civil::Date;
use loan::{ChargeTiming, FeeKind, Portion, Transaction, TransactionBody, ledger};
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
            self.charge(id, fee.kind, fee.amount, fee.due_on)?;
        }
        Ok(())
    }

    /// What the terms charge for an installment that is unpaid some days after its due date: once for each.
    pub(super) fn charge_late_fees(&mut self) -> Result<(), Refusal> {
        let runs = matches!(self.contract.status, ContractStatus::Active | ContractStatus::Unsecured);
        let late = if runs { late_fee::of(&self.contract) } else { Vec::new() };
        let today = self.today;
        for late in late.into_iter().filter(|late| late.on <= today && late.amount.is_positive()) {
            let id = self.own_id(&late.name);
            let is_known = self.contract.account.transactions().iter().any(|known| known.id == id);
            if !is_known {
                self.charge(id, late.kind, late.amount, late.on)?;
            }
        }
        Ok(())
    }

    fn charge(
        &mut self,
        id: TransactionId,
        kind: FeeKind,
        amount: Money,
        due_on: Date,
    ) -> Result<(), Refusal> {
        let portion = match kind {
            FeeKind::Fee => Portion::Fee,
            FeeKind::Penalty => Portion::Penalty,
        };
        let due = ChargeTiming::On(due_on);
        let body = TransactionBody::Charge { portion, amount, due };
        let value_on = due_on.min(self.today).max(self.contract.terms.starts_on);
        let recorded = self.contract.account.record(Transaction {
            id,
            value_on,
            booked_on: self.today,
            body,
            reversed: false,
        })?;
        for posting in ledger::recorded(&recorded) {
            self.post(posting);
        }
        self.record(Event::Charged { transaction: id, portion, amount, due });
        Ok(())
    }

    /// A name of this contract's own for what its terms charge by themselves: the same whenever it is asked for.
    fn own_id(&self, what: &str) -> TransactionId {
        let digest = Digest::of(format!("{} {what}", self.contract.id).as_bytes());
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(digest.as_bytes()).for_each(|(byte, hash)| *byte = *hash);
        TransactionId::from_bytes(bytes)
    }
}
