use ident::PaymentId;
use serde::{Deserialize, Serialize};

use super::{AccountError, Changed, LoanAccount};
use crate::{Allocation, Payment};

/// What a reversal undid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reversed {
    /// The payment, now marked as reversed.
    pub payment: Payment,
    /// What it had done until now.
    pub allocation: Allocation,
    /// Later payments that do something else now.
    pub changed: Vec<Changed>,
}

impl LoanAccount {
    /// Takes a payment back. Everything after it is allocated again: what remains is as if it never came,
    /// except that the payment is still listed, marked as reversed.
    ///
    /// # Errors
    /// When there is no such payment or it is reversed already. Nothing is changed then.
    pub fn reverse(&mut self, id: PaymentId) -> Result<Reversed, AccountError> {
        let at = self.payments.iter().position(|p| p.id == id).ok_or(AccountError::Unknown(id))?;
        let done = self.allocations.get(at).copied().flatten();
        let allocation = done.ok_or(AccountError::AlreadyReversed(id))?;
        let mut payments = self.payments.clone();
        let payment = payments.get_mut(at).ok_or(AccountError::Unknown(id))?;
        payment.reversed = true;
        let payment = payment.clone();
        let after = self.with_payments(payments)?;
        let changed = after.changed_since(&self.allocations);
        *self = after;
        Ok(Reversed { payment, allocation, changed })
    }
}
