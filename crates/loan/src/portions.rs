use money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};

/// What an amount is owed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Portion {
    /// Charged for paying late.
    Penalty,
    /// Charged for a service.
    Fee,
    /// The price of time.
    Interest,
    /// What was lent.
    Principal,
}

impl Portion {
    /// All portions in the order in which money pays them unless told otherwise.
    pub const ALL: [Self; 4] = [Self::Penalty, Self::Fee, Self::Interest, Self::Principal];

    /// The word used in the API, documents and pages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Penalty => "penalty",
            Self::Fee => "fee",
            Self::Interest => "interest",
            Self::Principal => "principal",
        }
    }
}

/// An amount by what it is owed as. All parts have one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portions {
    /// Penalties.
    pub penalty: Money,
    /// Fees.
    pub fee: Money,
    /// Interest.
    pub interest: Money,
    /// Principal.
    pub principal: Money,
}

impl Portions {
    /// Nothing of everything.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        let zero = Money::zero(currency);
        Self { penalty: zero, fee: zero, interest: zero, principal: zero }
    }

    /// `amount` as one portion, nothing of the others.
    #[must_use]
    pub const fn only(portion: Portion, amount: Money) -> Self {
        let mut portions = Self::zero(amount.currency());
        match portion {
            Portion::Penalty => portions.penalty = amount,
            Portion::Fee => portions.fee = amount,
            Portion::Interest => portions.interest = amount,
            Portion::Principal => portions.principal = amount,
        }
        portions
    }

    /// One portion.
    #[must_use]
    pub const fn get(&self, portion: Portion) -> Money {
        match portion {
            Portion::Penalty => self.penalty,
            Portion::Fee => self.fee,
            Portion::Interest => self.interest,
            Portion::Principal => self.principal,
        }
    }

    /// One portion, to change it.
    pub const fn get_mut(&mut self, portion: Portion) -> &mut Money {
        match portion {
            Portion::Penalty => &mut self.penalty,
            Portion::Fee => &mut self.fee,
            Portion::Interest => &mut self.interest,
            Portion::Principal => &mut self.principal,
        }
    }

    /// The parts in the order of [`Portion::ALL`].
    #[must_use]
    pub const fn each(&self) -> [(Portion, Money); 4] {
        [
            (Portion::Penalty, self.penalty),
            (Portion::Fee, self.fee),
            (Portion::Interest, self.interest),
            (Portion::Principal, self.principal),
        ]
    }

    /// Adds `amount` to one portion.
    ///
    /// # Errors
    /// When the currencies differ or the sum is out of range; nothing is changed then.
    pub fn add(&mut self, portion: Portion, amount: Money) -> Result<(), MoneyError> {
        let part = self.get_mut(portion);
        *part = part.plus(amount)?;
        Ok(())
    }

    /// Part by part, the sum.
    ///
    /// # Errors
    /// When the currencies differ or a sum is out of range.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        Ok(Self {
            penalty: self.penalty.plus(other.penalty)?,
            fee: self.fee.plus(other.fee)?,
            interest: self.interest.plus(other.interest)?,
            principal: self.principal.plus(other.principal)?,
        })
    }

    /// Part by part, the difference.
    ///
    /// # Errors
    /// When the currencies differ or a difference is out of range.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        Ok(Self {
            penalty: self.penalty.minus(other.penalty)?,
            fee: self.fee.minus(other.fee)?,
            interest: self.interest.minus(other.interest)?,
            principal: self.principal.minus(other.principal)?,
        })
    }

    /// All parts together.
    ///
    /// # Errors
    /// When the sum is out of range.
    pub fn total(&self) -> Result<Money, MoneyError> {
        self.penalty.plus(self.fee)?.plus(self.interest)?.plus(self.principal)
    }

    /// Whether every part is exactly nothing.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.penalty.is_zero() && self.fee.is_zero() && self.interest.is_zero() && self.principal.is_zero()
    }

    /// Whether a part is below zero.
    #[must_use]
    pub const fn has_negative(&self) -> bool {
        self.penalty.is_negative()
            || self.fee.is_negative()
            || self.interest.is_negative()
            || self.principal.is_negative()
    }
}
