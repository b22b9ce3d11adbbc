use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Grade, ReturnError, ReturnStatement};

/// One step of a return, with the day on which it happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case", deny_unknown_fields)]
pub enum Stage {
    /// The borrower asked to return the item.
    Requested {
        /// When.
        on: Date,
    },
    /// Day and place to hand it over were agreed. May be agreed anew.
    Appointed {
        /// When they were agreed.
        on: Date,
        /// The day of the appointment.
        day: Date,
        /// Where.
        place: String,
    },
    /// The item was handed over.
    Received {
        /// When.
        on: Date,
    },
    /// Its condition was graded.
    Inspected {
        /// When.
        on: Date,
        /// The grade.
        grade: Grade,
        /// What the inspector saw.
        note: String,
    },
    /// The borrower was told what it counts for and what remains.
    Valued {
        /// When.
        on: Date,
        /// The written explanation.
        statement: ReturnStatement,
    },
    /// The account was settled by the statement.
    Closed {
        /// When.
        on: Date,
    },
    /// The borrower keeps the item after all. Possible until the return is closed.
    Withdrawn {
        /// When.
        on: Date,
    },
}

impl Stage {
    /// The day on which the step happened.
    #[must_use]
    pub const fn on(&self) -> Date {
        match self {
            Self::Requested { on }
            | Self::Appointed { on, .. }
            | Self::Received { on }
            | Self::Inspected { on, .. }
            | Self::Valued { on, .. }
            | Self::Closed { on }
            | Self::Withdrawn { on } => *on,
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Requested { .. } => "requested",
            Self::Appointed { .. } => "appointed",
            Self::Received { .. } => "received",
            Self::Inspected { .. } => "inspected",
            Self::Valued { .. } => "valued",
            Self::Closed { .. } => "closed",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }

    /// What may follow, in words.
    const fn next(&self) -> &'static str {
        match self {
            Self::Requested { .. } => "appointed or withdrawn",
            Self::Appointed { .. } => "received, appointed anew or withdrawn",
            Self::Received { .. } => "inspected or withdrawn",
            Self::Inspected { .. } => "valued or withdrawn",
            Self::Valued { .. } => "closed or withdrawn",
            Self::Closed { .. } | Self::Withdrawn { .. } => "nothing",
        }
    }

    const fn may_become(&self, next: &Self) -> bool {
        matches!(
            (self, next),
            (Self::Requested { .. } | Self::Appointed { .. }, Self::Appointed { .. })
                | (Self::Appointed { .. }, Self::Received { .. })
                | (Self::Received { .. }, Self::Inspected { .. })
                | (Self::Inspected { .. }, Self::Valued { .. })
                | (Self::Valued { .. }, Self::Closed { .. })
        ) || (self.is_open() && matches!(next, Self::Withdrawn { .. }))
    }

    const fn is_open(&self) -> bool {
        !matches!(self, Self::Closed { .. } | Self::Withdrawn { .. })
    }
}

/// A return from request to closing. Every step is kept; none is skipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Stage>", into = "Vec<Stage>")]
pub struct ReturnCase {
    earlier: Vec<Stage>,
    stage: Stage,
}

impl ReturnCase {
    /// A borrower asks to return the item.
    #[must_use]
    pub const fn requested(on: Date) -> Self {
        Self { earlier: Vec::new(), stage: Stage::Requested { on } }
    }

    /// Where the return stands.
    #[must_use]
    pub const fn stage(&self) -> &Stage {
        &self.stage
    }

    /// All steps, oldest first.
    pub fn stages(&self) -> impl Iterator<Item = &Stage> {
        self.earlier.iter().chain([&self.stage])
    }

    /// Whether something is still to happen.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.stage.is_open()
    }

    /// The return after its next step.
    ///
    /// # Errors
    /// When the step doesn't follow the last one, or is dated before it.
    pub fn advance(mut self, next: Stage) -> Result<Self, ReturnError> {
        if !self.stage.may_become(&next) {
            let (from, to) = (self.stage.as_str(), next.as_str());
            return Err(ReturnError::Order { from, to, next: self.stage.next() });
        }
        if next.on() < self.stage.on() {
            return Err(ReturnError::BackInTime(next.on(), self.stage.on()));
        }
        if let Stage::Appointed { on, day, .. } = &next
            && day < on
        {
            return Err(ReturnError::AppointmentPast(*day, *on));
        }
        self.earlier.push(std::mem::replace(&mut self.stage, next));
        Ok(self)
    }
}

impl TryFrom<Vec<Stage>> for ReturnCase {
    type Error = ReturnError;

    fn try_from(stages: Vec<Stage>) -> Result<Self, Self::Error> {
        let mut stages = stages.into_iter();
        match stages.next() {
            Some(Stage::Requested { on }) => stages.try_fold(Self::requested(on), Self::advance),
            _ => Err(ReturnError::NoRequest),
        }
    }
}

impl From<ReturnCase> for Vec<Stage> {
    fn from(case: ReturnCase) -> Self {
        let mut stages = case.earlier;
        stages.push(case.stage);
        stages
    }
}
