use agent::inspect::Finding;
use serde::Serialize;

/// What came of one check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "outcome", content = "why")]
pub(crate) enum Outcome {
    /// It holds.
    Ok,
    /// It does not; what was found, if the check alone does not say it.
    Failed(String),
    /// It could not be made.
    NotChecked(String),
}

/// One check in plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Line {
    /// The number under which the protocol's documentation has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) check: Option<u16>,
    /// What must hold.
    pub(crate) what: String,
    #[serde(flatten)]
    pub(crate) outcome: Outcome,
}

impl Line {
    pub(crate) fn ok(what: impl Into<String>) -> Self {
        Self { check: None, what: what.into(), outcome: Outcome::Ok }
    }

    pub(crate) fn failed(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { check: None, what: what.into(), outcome: Outcome::Failed(why.into()) }
    }

    pub(crate) fn not_checked(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { check: None, what: what.into(), outcome: Outcome::NotChecked(why.into()) }
    }
}

impl From<Finding> for Line {
    fn from(finding: Finding) -> Self {
        let outcome = match finding.outcome {
            Ok(()) => Outcome::Ok,
            Err(why) => Outcome::Failed(why),
        };
        let check = finding.check;
        Self { check: Some(check.number()), what: check.description().to_owned(), outcome }
    }
}
