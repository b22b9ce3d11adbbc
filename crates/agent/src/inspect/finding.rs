use crate::{Check, Refusal};

/// What one check says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check.
    pub check: Check,
    /// Whether it holds; if not, what was found where the check alone does not say it.
    pub outcome: Result<(), String>,
}

impl Finding {
    /// Whether it holds.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.outcome.is_ok()
    }

    pub(super) const fn held(check: Check) -> Self {
        Self { check, outcome: Ok(()) }
    }
}

impl From<(Check, bool)> for Finding {
    fn from((check, holds): (Check, bool)) -> Self {
        Self { check, outcome: if holds { Ok(()) } else { Err(String::new()) } }
    }
}

impl From<Refusal> for Finding {
    fn from(refusal: Refusal) -> Self {
        Self { check: refusal.check, outcome: Err(refusal.detail) }
    }
}
