use std::collections::HashSet;

use money::Money;
use serde::{Deserialize, Serialize};

use super::receive::within_limit;
use super::{AccountError, LoanAccount};
use crate::{Payment, Schedule};

/// What is kept of an account; the rest is folded anew when it is read.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stored {
    schedule: Schedule,
    payments: Vec<Payment>,
}

impl TryFrom<Stored> for LoanAccount {
    type Error = AccountError;

    fn try_from(Stored { schedule, payments }: Stored) -> Result<Self, Self::Error> {
        let mut ids = HashSet::new();
        let mut received = Money::zero(schedule.currency());
        for payment in &payments {
            if !payment.amount.is_positive() || !ids.insert(payment.id) {
                return Err(AccountError::Broken("an amount isn't positive or an id comes twice"));
            }
            within_limit(received, payment.amount, schedule.total())?;
            if !payment.reversed {
                received = received.plus(payment.amount)?;
            }
        }
        if !payments.is_sorted_by_key(|payment| payment.value_on) {
            return Err(AccountError::Broken("value dates don't rise"));
        }
        Self::open(schedule).with_payments(payments)
    }
}

impl From<LoanAccount> for Stored {
    fn from(account: LoanAccount) -> Self {
        Self { schedule: account.schedule, payments: account.payments }
    }
}
