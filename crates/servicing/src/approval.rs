use ident::OperatorId;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// What two people are asked to approve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalWhy {
    /// More phones would be restricted in an hour than the budget has room for.
    Budget,
    /// The payment feed is stale; the two say up to when payments are complete.
    StaleFeed,
    /// A rollout of a policy pack stopped by itself.
    Rollout,
    /// A frozen lender is to restrict again.
    Thaw,
}

impl ApprovalWhy {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Budget, Self::StaleFeed, Self::Rollout, Self::Thaw];

    /// The word used in the store, the API, pages and logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::StaleFeed => "stale_feed",
            Self::Rollout => "rollout",
            Self::Thaw => "thaw",
        }
    }

    /// The reason that this word means.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.as_str() == word)
    }
}

/// One person's yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Whose.
    pub operator: OperatorId,
    /// When.
    pub at: Timestamp,
    /// Of a stale feed: payments are complete up to here.
    #[serde(default)]
    pub through: Option<Timestamp>,
}

/// Who says yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Approver {
    /// Who.
    pub operator: OperatorId,
    /// When the operator was made.
    pub made_at: Timestamp,
    /// Whether the operator is shut out.
    pub is_disabled: bool,
}

/// A question to two people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalRequest {
    /// About what.
    pub why: ApprovalWhy,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// The yeses so far.
    pub given: Vec<Approval>,
}

/// Why a yes does not count. Nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ApprovalRefusal {
    /// One person is one person.
    #[error("this operator has approved already; the second approval is another person's")]
    SamePerson,
    /// The question is over.
    #[error("the request was asked more than 24 hours ago; a new one is made while phones still wait")]
    Over,
    /// Whoever can make operators must not be able to make approvals.
    #[error("this operator was made after the request; it takes one who was there before")]
    MadeAfter,
    /// Shut out.
    #[error("this operator is disabled")]
    Disabled,
    /// Of a stale feed: no instant was stated.
    #[error("say up to when payments are complete")]
    ThroughMissing,
    /// There is nothing to state an instant about.
    #[error("an instant is stated only where a payment feed is stale")]
    ThroughNotAsked,
    /// Nobody knows the payments to come, nor those behind a request that was not worked on.
    #[error("payments can be stated complete up to {0} at the latest")]
    ThroughTooLate(Timestamp),
    /// The two must say the same.
    #[error("the first approval says that payments are complete up to {0}; state the same instant")]
    OtherThrough(Timestamp),
}

impl ApprovalRequest {
    /// For so long a question stands.
    pub const STANDS: SignedDuration = SignedDuration::from_hours(24);
    /// For so long what was approved may be done.
    pub const GRANTED_FOR: SignedDuration = SignedDuration::from_hours(1);
    /// How many different people.
    pub const PEOPLE: usize = 2;

    /// Whether its time is over.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.asked_at.duration_until(now) > Self::STANDS
    }

    /// Whether enough people said yes.
    #[must_use]
    pub fn is_granted(&self) -> bool {
        self.given.len() >= Self::PEOPLE
    }

    /// Adds a yes. `latest`: the last instant up to which payments can be complete.
    ///
    /// # Errors
    /// [`ApprovalRefusal`].
    pub fn approve(
        &mut self,
        who: Approver,
        through: Option<Timestamp>,
        latest: Timestamp,
        now: Timestamp,
    ) -> Result<(), ApprovalRefusal> {
        if self.is_over(now) || self.is_granted() {
            return Err(ApprovalRefusal::Over);
        }
        if who.is_disabled {
            return Err(ApprovalRefusal::Disabled);
        }
        if who.made_at > self.asked_at {
            return Err(ApprovalRefusal::MadeAfter);
        }
        if self.given.iter().any(|given| given.operator == who.operator) {
            return Err(ApprovalRefusal::SamePerson);
        }
        self.check_through(through, latest)?;
        self.given.push(Approval { operator: who.operator, at: now, through });
        Ok(())
    }

    fn check_through(&self, through: Option<Timestamp>, latest: Timestamp) -> Result<(), ApprovalRefusal> {
        match (self.why, through) {
            (ApprovalWhy::StaleFeed, None) => return Err(ApprovalRefusal::ThroughMissing),
            (ApprovalWhy::StaleFeed, Some(through)) if through > latest => {
                return Err(ApprovalRefusal::ThroughTooLate(latest));
            }
            (ApprovalWhy::StaleFeed, Some(_)) | (_, None) => {}
            (_, Some(_)) => return Err(ApprovalRefusal::ThroughNotAsked),
        }
        match self.given.first().and_then(|first| first.through) {
            Some(first) if Some(first) != through => Err(ApprovalRefusal::OtherThrough(first)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
