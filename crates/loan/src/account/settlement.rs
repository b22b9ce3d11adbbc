use ident::TransactionId;
use jiff::civil::Date;
use money::{Money, MoneyError};

use super::book::Offered;
use super::{AccountError, LoanAccount};
use crate::{
    Effect, SettlementError, SettlementQuote, SettlementState, Transaction, TransactionBody, TransactionKind,
};

impl LoanAccount {
    /// What an offer to take `amount` through a day would come to if it were made on `on`. Nothing is offered.
    ///
    /// # Errors
    /// When the amount isn't between zero and what pays the loan off, or the offer would be over before it is made.
    pub fn settlement_quote(
        &self,
        amount: Money,
        valid_through: Date,
        on: Date,
    ) -> Result<SettlementQuote, SettlementError> {
        SettlementQuote::of(&self.payoff_quote(on), amount, valid_through)
    }

    /// The transaction body of such an offer of a day, if it is entered next.
    #[must_use]
    pub fn settlement_offer(&self, amount: Money, valid_through: Date, on: Date) -> TransactionBody {
        let charged = self.checked(self.book.charged());
        let owed = self.payoff_quote(on).total;
        TransactionBody::SettlementOffer { amount, owed, charged, valid_through }
    }

    /// The settlement offer made last, unless it was withdrawn; accepted or not.
    #[must_use]
    pub fn settlement(&self) -> Option<SettlementState> {
        self.book.settlements.last().map(state)
    }

    /// The settlement offers that forgave something, in their order.
    #[must_use]
    pub fn accepted_settlements(&self) -> Vec<SettlementState> {
        let forgave = self.book.settlements.iter().filter(|offered| offered.forgiven.is_positive());
        forgave.map(state).collect()
    }

    /// What settlements forgave; zero when everything was paid or is owed.
    #[must_use]
    pub fn forgiven(&self) -> Money {
        let forgiven = self.effects.iter().flatten().filter_map(|effect: &Effect| effect.forgiveness);
        let forgiven: Result<Vec<Money>, MoneyError> = forgiven.map(|it| it.portions.total()).collect();
        self.checked(forgiven.and_then(|parts| Money::sum(self.currency(), parts)))
    }

    /// Whether a transaction at the end can change what earlier ones did: a chargeback may take from a settlement
    /// what it stood on.
    pub(super) fn reaches_back(&self, transaction: &Transaction) -> bool {
        transaction.kind() == TransactionKind::Chargeback
            && self.live().any(|other| other.kind() == TransactionKind::SettlementOffer)
    }

    /// An offer counts from the day it is made: payments that came before it are none toward it.
    pub(super) fn admit_offer(
        &self,
        transaction: &Transaction,
        valid_through: Date,
    ) -> Result<(), AccountError> {
        let on = transaction.value_on;
        self.admit_end()?;
        self.admit_last(on)?;
        if valid_through < on {
            return Err(SettlementError::Expired(valid_through, on).into());
        }
        match self.settlement().filter(|state| state.is_open(on)) {
            Some(SettlementState { offer: id, valid_through, .. }) => {
                Err(AccountError::OfferStands { id, valid_through })
            }
            None => Ok(()),
        }
    }

    /// An offer can be withdrawn while it stands and nothing was paid toward it: an offer that is accepted by paying
    /// binds from the first part on (Restatement (Second) of Contracts, section 45).
    pub(super) fn admit_withdrawal(
        &self,
        transaction: &Transaction,
        of: TransactionId,
    ) -> Result<(), AccountError> {
        let on = transaction.value_on;
        self.named(transaction, of, |kind| kind == TransactionKind::SettlementOffer)?;
        self.admit_last(on)?;
        match self.settlement().filter(|state| state.offer == of && state.is_open(on)) {
            Some(SettlementState { offer: id, received, valid_through, .. }) if received.is_positive() => {
                Err(AccountError::OfferBegun { id, received, valid_through })
            }
            Some(_) => Ok(()),
            None => Err(AccountError::NoSuchOffer(of)),
        }
    }

    fn admit_last(&self, on: Date) -> Result<(), AccountError> {
        match self.transactions.last().map(|last| last.value_on).filter(|last| *last > on) {
            Some(last) => Err(AccountError::OfferBackdated(last)),
            None => Ok(()),
        }
    }

    /// Borrowers rely on an offer: it can be withdrawn from a day on and never made not to have been.
    pub(super) fn admit_unmaking(&self, transaction: &Transaction) -> Result<(), AccountError> {
        match transaction.body {
            TransactionBody::SettlementOffer { .. } | TransactionBody::SettlementWithdrawal { .. } => {
                Err(AccountError::OfferStays(transaction.id))
            }
            _ => Ok(()),
        }
    }
}

fn state(offered: &Offered) -> SettlementState {
    SettlementState {
        offer: offered.id,
        on: offered.on,
        amount: offered.amount,
        valid_through: offered.valid_through,
        received: offered.received,
        missing: offered.missing(),
        accepted_on: offered.accepted_on,
        forgiven: offered.forgiven,
    }
}
