use loan::{LoanAccount, Portions, Recorded, Transaction, TransactionBody, TransactionKind, Waived, ledger};
use money::Money;

use super::draft::Draft;
use crate::{Booking, ContractStatus, CuredBy, Event, LowerReason, Refusal};

impl Draft<'_> {
    /// Enters what is no payment. Like everything but a wake it can lower a level and never raise one.
    pub(super) fn book(&mut self, booking: Booking) -> Result<(), Refusal> {
        let Booking { id, value_on, body } = booking;
        let kind = body.kind();
        self.require_bookable(kind)?;
        let first = self.contract.terms.starts_on;
        if value_on < first || value_on > self.today {
            return Err(Refusal::ValueDate { first, last: self.today });
        }
        let owed = self.contract.account.outstanding_portions();
        let transaction = Transaction { id, value_on, booked_on: self.today, body, reversed: false };
        let recorded = self.contract.account.record(transaction)?;
        for posting in ledger::recorded(&recorded) {
            self.post(posting);
        }
        let less = owed.minus(self.contract.account.outstanding_portions())?;
        self.record(booked(&recorded, less, &self.contract.account)?);
        self.note_lapsed(&recorded.changed);
        if kind.pays() {
            self.paid_on(value_on);
            self.lift_if_paid(recorded.transaction.body.amount());
        }
        if changes_what_settles(kind) {
            self.lapse_payoff_now();
        }
        if kind == TransactionKind::Restructure {
            self.follow_plan()?;
        }
        self.unsettle();
        Ok(())
    }

    /// The borrower and the lender agreed on a plan: from now on it counts and not what was overdue before (invariant
    /// I9). A request for help is answered by it.
    fn follow_plan(&mut self) -> Result<(), Refusal> {
        self.end_delinquency(LowerReason::Plan, CuredBy::Plan);
        self.release_hardship()
    }

    /// Refuses what the contract's status doesn't allow. Money is always taken; nothing that a lender could ask for
    /// comes after the quittance (invariant I4).
    fn require_bookable(&self, kind: TransactionKind) -> Result<(), Refusal> {
        let demands = matches!(kind, TransactionKind::Charge | TransactionKind::Restructure);
        match self.contract.status {
            _ if kind == TransactionKind::Repayment => Err(Refusal::PaymentIsNoBooking),
            _ if is_settlement(kind) => Err(Refusal::SettlementIsNoBooking),
            ContractStatus::Active | ContractStatus::Unsecured => Ok(()),
            ContractStatus::Settled if !demands => Ok(()),
            _ => Err(self.wrong_status(action(kind))),
        }
    }

    /// A debt that comes back after the quittance has no device behind it: the quittance is given and stays given
    /// (invariant I4).
    pub(super) fn unsettle(&mut self) {
        if self.contract.status == ContractStatus::Settled && !self.contract.account.is_settled() {
            self.contract.status = ContractStatus::Unsecured;
            self.record(Event::Unsecured { outstanding: self.contract.account.outstanding() });
        }
    }
}

const fn is_settlement(kind: TransactionKind) -> bool {
    matches!(kind, TransactionKind::SettlementOffer | TransactionKind::SettlementWithdrawal)
}

/// An agreed payoff was reckoned without it.
fn changes_what_settles(kind: TransactionKind) -> bool {
    matches!(kind, TransactionKind::Charge | TransactionKind::Chargeback | TransactionKind::Restructure)
}

/// What can't be done, for the refusal.
const fn action(kind: TransactionKind) -> &'static str {
    match kind {
        TransactionKind::Charge => "be charged",
        TransactionKind::ChargeAdjustment => "have a charge adjusted",
        TransactionKind::Waiver => "have anything waived",
        TransactionKind::WriteOff => "be written off",
        TransactionKind::ChargeOff => "be charged off",
        TransactionKind::CreditRefund => "have credit refunded",
        TransactionKind::Chargeback => "have a payment charged back",
        TransactionKind::Restructure => "be given a plan",
        TransactionKind::SettlementOffer | TransactionKind::SettlementWithdrawal => "be settled for less",
        TransactionKind::Repayment
        | TransactionKind::Recovery
        | TransactionKind::GoodwillCredit
        | TransactionKind::MerchantRefund
        | TransactionKind::PayoutRefund
        | TransactionKind::DeviceReturn => "be credited",
    }
}

/// What happened. `less`: what is owed less than before.
fn booked(recorded: &Recorded, less: Portions, account: &LoanAccount) -> Result<Event, Refusal> {
    let transaction = recorded.transaction.id;
    Ok(match &recorded.transaction.body {
        TransactionBody::Charge { portion, amount, due } => {
            Event::Charged { transaction, portion: *portion, amount: *amount, due: *due }
        }
        TransactionBody::ChargeAdjustment { of, amount } => {
            Event::ChargeAdjusted { transaction, of: *of, amount: *amount }
        }
        TransactionBody::Waiver { what } => {
            let of = match what {
                Waived::Charge { of } => Some(*of),
                Waived::Portion { .. } => None,
            };
            Event::Waived { transaction, of, portions: less }
        }
        TransactionBody::Chargeback { of, amount } => {
            Event::ChargedBack { transaction, of: *of, amount: *amount }
        }
        TransactionBody::CreditRefund { amount } => Event::CreditRefunded { transaction, amount: *amount },
        TransactionBody::WriteOff => Event::WrittenOff { transaction, amount: less.total()? },
        TransactionBody::ChargeOff { reason } => {
            Event::ChargedOff { transaction, amount: account.outstanding(), reason: reason.clone() }
        }
        TransactionBody::Restructure { change } => Event::PlanAccepted {
            transaction,
            plan: change.as_str().to_owned(),
            outstanding: account.outstanding(),
            ends_on: account.rows().iter().filter(|row| row.is_open()).map(|row| row.due_on).max(),
        },
        _ => {
            let amount = recorded.transaction.body.amount().unwrap_or(Money::zero(less.principal.currency()));
            Event::Credited { transaction, kind: recorded.transaction.kind(), amount }
        }
    })
}
