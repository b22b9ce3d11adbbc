use jiff::civil::Date;
use money::{Currency, Money};
use serde::{Deserialize, Serialize};

use crate::Percent;

/// What a charge is to the borrower and in the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeKind {
    /// The price of a service.
    #[default]
    Fee,
    /// For being late.
    Penalty,
}

/// When a fee is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeAt {
    /// With every disbursement, on its day.
    Disbursement,
    /// With every installment.
    Installment,
    /// Once, on a day of the term.
    On(Date),
    /// With an installment unpaid some days after its due date. A schedule doesn't know of it.
    Overdue {
        /// How many days after.
        after_days: u16,
    },
}

/// What a percentage is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareOf {
    /// The installment's principal; of a fee that belongs to no installment, all principal.
    Principal,
    /// The installment's principal and interest; of a fee that belongs to none, those of all.
    Installment,
    /// The installment's interest; of a fee that belongs to none, all interest.
    Interest,
    /// The disbursement; of a fee that belongs to none, all that is disbursed.
    Disbursed,
}

/// How much a fee is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeAmount {
    /// The same each time, above zero.
    Flat(Money),
    /// A share, half to even.
    Share(Percent, ShareOf),
}

/// One thing that is charged beside interest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeRule {
    /// What the borrower reads.
    pub name: String,
    /// Fee or penalty.
    pub kind: FeeKind,
    /// When it is due.
    pub at: FeeAt,
    /// How much.
    pub amount: FeeAmount,
}

/// What the shares of a fee are taken of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bases {
    pub(super) principal: Money,
    pub(super) interest: Money,
    pub(super) disbursed: Money,
}

impl FeeRule {
    /// Whether a flat amount is one of this currency.
    pub(crate) fn fits(&self, currency: Currency) -> bool {
        match self.amount {
            FeeAmount::Flat(amount) => amount.is_positive() && amount.currency() == currency,
            FeeAmount::Share(..) => true,
        }
    }

    /// What it charges for an overdue installment of `principal` and `interest` of a loan of `disbursed`, and how many
    /// days after the due date; none for a fee of another occasion.
    #[must_use]
    pub fn for_overdue(&self, principal: Money, interest: Money, disbursed: Money) -> Option<(u16, Money)> {
        let FeeAt::Overdue { after_days } = self.at else { return None };
        Some((after_days, self.of(Bases { principal, interest, disbursed })?))
    }

    /// How much it is; none when principal and interest exceed the limit.
    pub(super) fn of(&self, bases: Bases) -> Option<Money> {
        match self.amount {
            FeeAmount::Flat(amount) => Some(amount),
            FeeAmount::Share(percent, of) => Some(percent.of(match of {
                ShareOf::Principal => bases.principal,
                ShareOf::Interest => bases.interest,
                ShareOf::Disbursed => bases.disbursed,
                ShareOf::Installment => bases.principal.plus(bases.interest).ok()?,
            })),
        }
    }
}
