use ident::TransactionId;
use money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

use super::LoanAccount;
use super::book::ChargedAt;
use crate::Portion;

/// Where one fee or penalty stands: `amount` is the sum of what was paid, waived, written off and is outstanding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChargeState {
    /// The transaction that charged it.
    pub charge: TransactionId,
    /// [`Portion::Fee`] or [`Portion::Penalty`].
    pub portion: Portion,
    /// How much was charged, of all installments together.
    pub amount: Money,
    /// What was paid of it and not charged back.
    pub paid: Money,
    /// What the lender gave up of it.
    pub waived: Money,
    /// What was written off of it.
    pub written_off: Money,
    /// What is still owed of it.
    pub outstanding: Money,
}

impl LoanAccount {
    /// Every fee and penalty and what became of it, in the order of value dates. What is paid of the fees or penalties
    /// of one installment pays the oldest first.
    #[must_use]
    pub fn charges(&self) -> Vec<ChargeState> {
        let states = self.charge_states(|_| true);
        debug_assert!(states.is_ok(), "amounts of a checked account: {states:?}");
        states.unwrap_or_default()
    }

    /// Where one charge stands; `None` if it is unknown, reversed, or charges nothing.
    #[must_use]
    pub fn charge(&self, id: TransactionId) -> Option<ChargeState> {
        let states = self.charge_states(|at| at.charge == id);
        debug_assert!(states.is_ok(), "amounts of a checked account: {states:?}");
        states.ok()?.pop()
    }

    fn charge_states(&self, wanted: impl Fn(&ChargedAt) -> bool) -> Result<Vec<ChargeState>, MoneyError> {
        let zero = self.zero();
        let mut states: Vec<ChargeState> = Vec::new();
        for at in self.book.charges.iter().filter(|at| wanted(at)) {
            let known = states.iter().position(|state| state.charge == at.charge);
            let place = known.unwrap_or(states.len());
            if known.is_none() {
                let (charge, portion) = (at.charge, at.portion);
                let (amount, paid, waived, written_off, outstanding) = (zero, zero, zero, zero, zero);
                states.push(ChargeState { charge, portion, amount, paid, waived, written_off, outstanding });
            }
            if let Some(state) = states.get_mut(place) {
                state.add(at)?;
            }
        }
        Ok(states)
    }
}

impl ChargeState {
    fn add(&mut self, at: &ChargedAt) -> Result<(), MoneyError> {
        self.amount = self.amount.plus(at.amount)?.minus(at.credited)?;
        self.paid = self.paid.plus(at.paid)?.minus(at.credited)?;
        self.waived = self.waived.plus(at.waived)?;
        self.written_off = self.written_off.plus(at.written_off)?;
        self.outstanding = self.outstanding.plus(at.left()?)?;
        Ok(())
    }
}
