use ident::TransactionId;
use money::{Money, MoneyError};

use super::book::Earlier;
use super::{AccountError, LoanAccount};
use crate::{Portion, Portions, Transaction, TransactionBody, TransactionKind, Waived};

impl LoanAccount {
    /// Refuses what makes no sense for the account as it stands.
    pub(super) fn admit(&self, transaction: &Transaction) -> Result<(), AccountError> {
        self.admit_amount(transaction)?;
        if self.position(transaction.id).is_some() {
            return Err(AccountError::Duplicate(transaction.id));
        }
        match &transaction.body {
            TransactionBody::Repayment { amount, payoff_on: Some(on), .. } => {
                self.admit_payoff(*amount, transaction.value_on, *on)
            }
            TransactionBody::Recovery { .. } => self.admit_recovery(),
            TransactionBody::Repayment { .. }
            | TransactionBody::GoodwillCredit { .. }
            | TransactionBody::MerchantRefund { .. }
            | TransactionBody::PayoutRefund { .. }
            | TransactionBody::DeviceReturn { .. } => Ok(()),
            TransactionBody::Charge { portion: Portion::Fee | Portion::Penalty, .. } => Ok(()),
            TransactionBody::Charge { portion, .. } => Err(AccountError::NotAChargeablePortion(*portion)),
            TransactionBody::ChargeAdjustment { of, amount } => {
                self.named(transaction, *of, |kind| kind == TransactionKind::Charge)?;
                self.within(*of, self.left_to_give_back(*of)?, *amount)
            }
            TransactionBody::Waiver { what } => self.admit_waiver(transaction, *what),
            TransactionBody::Chargeback { of, amount } => {
                let paid = self.named(transaction, *of, TransactionKind::pays)?;
                let earlier = self.live().filter(|t| t.kind() == TransactionKind::Chargeback);
                let earlier = earlier.filter(|t| t.body.of() == Some(*of));
                let back = Money::sum(self.currency(), earlier.filter_map(|t| t.body.amount()))?;
                self.within(*of, paid.split.total()?.minus(back)?, *amount)
            }
            TransactionBody::CreditRefund { amount } => {
                let credit = self.credit();
                if *amount > credit {
                    Err(AccountError::BeyondCredit { credit, got: *amount })
                } else {
                    Ok(())
                }
            }
            TransactionBody::Restructure { change } => self.admit_restructure(transaction, change),
            TransactionBody::SettlementOffer { valid_through, .. } => {
                self.admit_offer(transaction, *valid_through)
            }
            TransactionBody::SettlementWithdrawal { of } => self.admit_withdrawal(transaction, *of),
            TransactionBody::WriteOff => self.admit_end(),
            TransactionBody::ChargeOff { .. } => self.admit_charge_off(),
        }
    }

    fn admit_amount(&self, transaction: &Transaction) -> Result<(), AccountError> {
        let Some(amount) = transaction.body.amount() else { return Ok(()) };
        let expected = self.currency();
        if amount.currency() != expected {
            return Err(AccountError::Currency { expected, got: amount.currency() });
        }
        if !amount.is_positive() {
            return Err(AccountError::NotPositive(amount));
        }
        within_limit(self.book.turnover, amount, self.schedule.total()).map_err(|_| AccountError::TooLarge)
    }

    fn admit_waiver(&self, transaction: &Transaction, what: Waived) -> Result<(), AccountError> {
        let owed = self.owed();
        let (owed, wanted) = match what {
            Waived::Charge { of } => {
                self.named(transaction, of, |kind| kind == TransactionKind::Charge)?;
                let owed = self.charge(of).map_or(self.zero(), |charge| charge.outstanding);
                if owed.is_positive() && self.left_to_give_back(of)?.is_zero() {
                    return Err(AccountError::BeyondItsCause { of, left: self.zero(), got: owed });
                }
                (owed, None)
            }
            Waived::Portion { portion, amount } => (owed.get(portion), amount),
        };
        match wanted {
            Some(wanted) if wanted > owed => Err(AccountError::BeyondOwed { owed, got: wanted }),
            _ if owed.is_zero() => Err(AccountError::NothingOwed),
            _ => Ok(()),
        }
    }

    /// Recovered is what was given up before; until then money that comes is a payment.
    fn admit_recovery(&self) -> Result<(), AccountError> {
        let given_up =
            self.charged_off_on().is_some() || self.live().any(|t| t.kind() == TransactionKind::WriteOff);
        if given_up { Ok(()) } else { Err(AccountError::NothingToRecover) }
    }

    fn admit_charge_off(&self) -> Result<(), AccountError> {
        match self.charged_off_on() {
            Some(day) => Err(AccountError::ChargedOff(day)),
            None => self.admit_end(),
        }
    }

    pub(super) fn admit_end(&self) -> Result<(), AccountError> {
        if self.is_settled() { Err(AccountError::NothingOwed) } else { Ok(()) }
    }

    /// The live earlier transaction that another one is about.
    pub(super) fn named(
        &self,
        transaction: &Transaction,
        of: TransactionId,
        wanted: impl Fn(TransactionKind) -> bool,
    ) -> Result<&crate::Effect, AccountError> {
        let at = self.position(of).ok_or(AccountError::Unknown(of))?;
        let found = self.transactions.get(at).filter(|t| wanted(t.kind()));
        let found = found.ok_or(AccountError::WrongKind(of))?;
        let effect = self.effects.get(at).and_then(Option::as_ref);
        let effect = effect.ok_or(AccountError::AlreadyReversed(of))?;
        if found.value_on > transaction.value_on {
            return Err(AccountError::BeforeItsCause { of, from: found.value_on });
        }
        Ok(effect)
    }

    /// Refuses more about a transaction than is left of it.
    fn within(&self, of: TransactionId, left: Money, amount: Money) -> Result<(), AccountError> {
        if amount > left { Err(AccountError::BeyondItsCause { of, left, got: amount }) } else { Ok(()) }
    }

    /// What of a charge was neither given up nor given back.
    fn left_to_give_back(&self, charge: TransactionId) -> Result<Money, MoneyError> {
        let all = Earlier { transactions: &self.transactions, effects: &self.effects };
        self.book.left_to_give_back(charge, all)
    }

    fn owed(&self) -> Portions {
        self.book.outstanding().unwrap_or(Portions::zero(self.currency()))
    }
}

/// Refuses what could bring any balance beyond [`money::MAX_MINOR`]: none exceeds all amounts and the loan.
pub(super) fn within_limit(turnover: Money, amount: Money, loan: Money) -> Result<(), MoneyError> {
    turnover.plus(amount)?.plus(loan).map(drop)
}
