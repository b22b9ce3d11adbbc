use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Portion;

/// How an installment's due date lies to the day on which money counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// It was due before that day.
    PastDue,
    /// It is due on that day.
    Due,
    /// It is due after that day.
    InAdvance,
}

impl Timing {
    /// All, oldest first.
    pub const ALL: [Self; 3] = [Self::PastDue, Self::Due, Self::InAdvance];

    const fn as_str(self) -> &'static str {
        match self {
            Self::PastDue => "past_due",
            Self::Due => "due",
            Self::InAdvance => "in_advance",
        }
    }
}

/// One of the twelve places to which money can go, written for example `past_due_penalty`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cell {
    /// Of which installments.
    pub timing: Timing,
    /// What of them.
    pub portion: Portion,
}

/// A text that names none of the twelve places.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not an allocation: write past_due_, due_ or in_advance_ and penalty, fee, interest or principal"
)]
pub struct NotACell(String);

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.timing.as_str(), self.portion.as_str())
    }
}

impl FromStr for Cell {
    type Err = NotACell;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Timing::ALL
            .into_iter()
            .flat_map(|timing| Portion::ALL.map(|portion| Self { timing, portion }))
            .find(|cell| cell.to_string() == text)
            .ok_or_else(|| NotACell(text.chars().take(40).collect()))
    }
}

impl TryFrom<String> for Cell {
    type Error = NotACell;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Cell> for String {
    fn from(cell: Cell) -> Self {
        cell.to_string()
    }
}
