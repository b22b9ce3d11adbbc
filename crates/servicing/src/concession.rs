use ident::OperatorId;
use money::Money;
use serde::{Deserialize, Serialize};

/// How many people of the lender must say yes to a plan or a settlement: a setting of the lender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConcessionApprovals {
    /// For what gives nothing up, 1 or more.
    pub ordinary: u8,
    /// For what gives money up: as many as `ordinary` or more.
    pub giving_up: u8,
    /// Up to so many percent of what is owed can be given up with as many as `ordinary`; 0 to 100.
    pub giving_up_above_percent: u8,
}

/// Numbers that make no rule. Says what would be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotARule {
    /// Out of range.
    #[error("write 1 to {} people", ConcessionApprovals::MOST)]
    People,
    /// Giving money up would be easier than giving nothing up.
    #[error("giving money up takes as many people as giving nothing up, or more")]
    Fewer,
    /// No percentage.
    #[error("write 0 to 100 percent of what is owed")]
    Percent,
}

impl NotARule {
    /// The setting at fault.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::People => "ordinary",
            Self::Fewer => "giving_up",
            Self::Percent => "giving_up_above_percent",
        }
    }
}

impl Default for ConcessionApprovals {
    /// One person, and two where anything is given up.
    fn default() -> Self {
        Self { ordinary: 1, giving_up: 2, giving_up_above_percent: 0 }
    }
}

impl ConcessionApprovals {
    /// More people than this nobody asks.
    pub const MOST: u8 = 9;

    /// Whether the numbers make a rule.
    ///
    /// # Errors
    /// [`NotARule`].
    pub fn check(self) -> Result<Self, NotARule> {
        let people = 1..=Self::MOST;
        if !people.contains(&self.ordinary) || !people.contains(&self.giving_up) {
            return Err(NotARule::People);
        }
        if self.giving_up < self.ordinary {
            return Err(NotARule::Fewer);
        }
        if self.giving_up_above_percent > 100 {
            return Err(NotARule::Percent);
        }
        Ok(self)
    }

    /// How many people must say yes to giving up `given_up` of what is `owed`, the one who offers included. The
    /// lender's own system, which offers without an operator, speaks for one person.
    #[must_use]
    pub fn needed(&self, given_up: Money, owed: Money, by: Option<OperatorId>) -> u8 {
        let allowed = i128::from(owed.minor()) * i128::from(self.giving_up_above_percent);
        let is_much = given_up.is_positive() && i128::from(given_up.minor()) * 100 > allowed;
        let needed = if is_much { self.giving_up } else { self.ordinary };
        if by.is_some() { needed } else { needed.saturating_sub(1) }
    }
}

#[cfg(test)]
mod tests;
