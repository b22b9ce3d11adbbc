use ident::PaymentId;
use loan::{Payment, ledger};

use super::draft::Draft;
use crate::{ContractStatus, Event, HoldKind, IncomingPayment, Refusal};

impl Draft<'_> {
    /// Allocates money that arrived. It also ends a hold that waited for it.
    pub(super) fn pay(&mut self, incoming: IncomingPayment) -> Result<(), Refusal> {
        match self.contract.status {
            ContractStatus::Active | ContractStatus::Settled | ContractStatus::Unsecured => {}
            ContractStatus::Offered | ContractStatus::Cancelled => return Err(self.wrong_status("be paid")),
        }
        if incoming.amount.currency() != self.contract.currency() {
            return Err(Refusal::OtherCurrency { expected: self.contract.currency(), got: incoming.amount });
        }
        let (id, amount, value_on) = (incoming.id, incoming.amount, incoming.value_on);
        let payment = Payment::new(id, amount, value_on, incoming.rail);
        let received = match self.payoff_day(amount) {
            Some(quoted_on) => self.contract.account.receive_payoff(payment, quoted_on)?,
            None => self.contract.account.receive(payment)?,
        };
        let split = received.allocation.split;
        self.record(Event::PaymentReceived {
            payment: id,
            amount,
            principal: split.principal,
            interest: split.interest,
            credit: split.credit,
        });
        for posting in ledger::received(&received) {
            self.post(posting);
        }
        if self.contract.holds.iter().any(|hold| hold.kind == HoldKind::PendingPayment) {
            self.release_hold(HoldKind::PendingPayment)?;
        }
        Ok(())
    }

    /// The day of the agreed payoff, when this payment completes it in time.
    fn payoff_day(&self, amount: money::Money) -> Option<jiff::civil::Date> {
        let agreement = self.contract.payoff.filter(|agreement| self.today <= agreement.valid_through)?;
        let needed = self.contract.account.payoff_quote(agreement.quoted_on).total;
        (amount >= needed).then_some(agreement.quoted_on)
    }

    /// Takes a payment out again, as if it had never come.
    pub(super) fn reverse(&mut self, payment: PaymentId) -> Result<(), Refusal> {
        if !matches!(
            self.contract.status,
            ContractStatus::Active | ContractStatus::Settled | ContractStatus::Unsecured
        ) {
            return Err(self.wrong_status("have a payment reversed"));
        }
        let reversed = self.contract.account.reverse(payment)?;
        for posting in ledger::reversed(&reversed, self.today) {
            self.post(posting);
        }
        self.record(Event::PaymentReversed { payment, amount: reversed.payment.amount });
        if self.contract.status == ContractStatus::Settled && !self.contract.account.is_settled() {
            // The quittance is given and stays given (invariant I4).
            self.contract.status = ContractStatus::Unsecured;
            self.record(Event::Unsecured { outstanding: self.contract.account.outstanding() });
        }
        Ok(())
    }
}
