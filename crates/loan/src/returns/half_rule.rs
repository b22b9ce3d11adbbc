use money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};

/// The half rule of the United Kingdom's Consumer Credit Act 1974, sections 99 and 100: who ends a hire-purchase
/// agreement early owes at most what brings payments up to half of the total price, sums already due in any
/// case, and compensation for damage. Where the lender's loss is less, no more than the loss is claimed
/// (section 100(3)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HalfRule {
    /// Everything payable under the agreement: down payment, installments, fees.
    pub total_price: Money,
    /// Everything paid so far, the down payment included.
    pub paid: Money,
    /// What was due and unpaid just before the end.
    pub due_unpaid: Money,
    /// Compensation for damage beyond reasonable wear.
    pub damage: Money,
}

impl HalfRule {
    /// Nothing may remain, whatever the item cost to take back: of a debt that is paid.
    #[must_use]
    pub const fn nothing(currency: Currency) -> Self {
        let zero = Money::zero(currency);
        Self { total_price: zero, paid: zero, due_unpaid: zero, damage: zero }
    }

    /// The most the borrower owes: sums due, what is then missing to half of the total price (half to even),
    /// and damage.
    ///
    /// # Errors
    /// When currencies differ or an amount leaves the range.
    pub fn most(&self) -> Result<Money, MoneyError> {
        let half = self.total_price.ratio(1, 2)?;
        let missing = half.minus(self.paid)?.minus(self.due_unpaid)?;
        let missing = if missing.is_negative() { Money::zero(missing.currency()) } else { missing };
        missing.plus(self.due_unpaid)?.plus(self.damage)
    }
}
