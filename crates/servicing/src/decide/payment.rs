use ident::TransactionId;
use loan::{AccountError, Payment, Recorded, TransactionBody, ledger};

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
        let (id, amount) = (incoming.id, incoming.amount);
        let value_on = incoming.value_on.max(self.contract.terms.starts_on).min(self.today);
        self.paid_on(value_on);
        let payment = Payment::new(id, amount, value_on, incoming.rail);
        let received = self.take(payment)?;
        let split = received.effect.split;
        self.record(Event::PaymentReceived {
            payment: id,
            amount,
            principal: split.principal,
            interest: split.interest,
            fee: Some(split.fee).filter(|fee| fee.is_positive()),
            penalty: Some(split.penalty).filter(|penalty| penalty.is_positive()),
            credit: split.credit,
        });
        for posting in ledger::recorded(&received) {
            self.post(posting);
        }
        self.note_lapsed(&received.changed);
        self.lift_if_paid(Some(amount));
        if self.contract.holds.iter().any(|hold| hold.kind == HoldKind::PendingPayment) {
            self.release_hold(HoldKind::PendingPayment)?;
        }
        Ok(())
    }

    /// As a payoff when it completes the agreed one in time, or covers all that is owed on its own day: who
    /// pays everything at once is never charged interest for time that has not passed. Else toward the
    /// installments.
    fn take(&mut self, payment: Payment) -> Result<Recorded, AccountError> {
        let (account, today) = (&mut self.contract.account, self.today);
        let pays_off = |on| Payment { payoff_on: Some(on), ..payment.clone() }.booked(today);
        if let Some(agreement) =
            self.contract.payoff.filter(|agreed| payment.value_on <= agreed.valid_through)
        {
            match account.record(pays_off(agreement.quoted_on)) {
                Err(AccountError::BelowPayoff { .. }) => {}
                taken => return taken,
            }
        }
        let quote = account.payoff_quote(payment.value_on);
        let covers = quote.total.is_positive() && payment.amount >= quote.total;
        if covers && quote.rebate.is_positive() {
            match account.record(pays_off(payment.value_on)) {
                Err(AccountError::BelowPayoff { .. }) => {}
                taken => return taken,
            }
        }
        account.record(payment.booked(today))
    }

    /// Takes a payment or a booking out again, as if it had never come. A level never rises for it at once: a
    /// delinquency that the payment had cured begins anew, with every notice; in one that still runs the warrant
    /// names the larger amount, and a level that the payment had lowered rises again step by step.
    pub(super) fn reverse(&mut self, id: TransactionId) -> Result<(), Refusal> {
        if !matches!(
            self.contract.status,
            ContractStatus::Active | ContractStatus::Settled | ContractStatus::Unsecured
        ) {
            return Err(self.wrong_status("have anything reversed"));
        }
        let reversed = self.contract.account.reverse(id)?;
        for posting in ledger::reversed(&reversed, self.today) {
            self.post(posting);
        }
        self.record(match reversed.transaction.body {
            TransactionBody::Repayment { amount, .. } => {
                Event::PaymentReversed { payment: id.as_payment(), amount }
            }
            _ => Event::TransactionReversed { transaction: id, kind: reversed.transaction.kind() },
        });
        self.note_lapsed(&reversed.changed);
        self.unsettle();
        Ok(())
    }
}
