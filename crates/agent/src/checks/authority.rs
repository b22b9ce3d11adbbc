use jiff::Timestamp;
use policy::Level;
use proof::authority::{RosterKey, Trust, TrustError, VerifyError};

use super::{Check, Refusal};

/// A document that restricts, the key that signed it, and what the device knows.
pub(crate) struct Case<'a> {
    pub(crate) trust: &'a Trust,
    pub(crate) key: &'a RosterKey,
    pub(crate) issued_at: Timestamp,
    /// The level it is to justify.
    pub(crate) level: Level,
    /// Trusted time; absent for what was accepted before: that holds to its own end.
    pub(crate) now: Option<Timestamp>,
}

type Rule = (Check, fn(&Case<'_>) -> bool);

/// Numbers 117, 119 and 120.
const RULES: &[Rule] = &[
    (Check::RosterExpired, |c| c.now.is_none_or(|now| c.trust.check_time(now).is_ok())),
    // Also at this instant: whoever has an old key can date what it signs back.
    (Check::KeyWindow, |c| {
        let instants = [Some(c.issued_at), c.now];
        instants.into_iter().flatten().all(|at| c.key.check_window(at).is_ok())
    }),
    (Check::KeyLevel, |c| c.level <= c.key.max_level.unwrap_or_default()),
];

/// Each check and whether it holds, in order.
pub(crate) fn outcomes(case: &Case<'_>) -> impl Iterator<Item = (Check, bool)> {
    RULES.iter().map(move |(check, holds)| (*check, holds(case)))
}

/// The check that a fault of roots, rosters or their keys fails; `unlisted` is what to say of a key that the
/// roster does not know.
pub(crate) fn check_of(error: &TrustError, unlisted: Check) -> Check {
    match error {
        TrustError::RootForm(_) | TrustError::RootContent(_) => Check::RootForm,
        TrustError::RootNotPinned(_) | TrustError::RootNext { .. } => Check::RootNext,
        TrustError::RootSignatures(_) => Check::RootSignatures,
        TrustError::RosterForm(_) | TrustError::RosterContent(_) => Check::RosterForm,
        TrustError::RosterSignatures(_) | TrustError::RosterRoot { .. } => Check::RosterSignatures,
        TrustError::RosterLender => Check::RosterLender,
        TrustError::RosterOlder { .. } => Check::RosterOlder,
        TrustError::Expired(_) => Check::RosterExpired,
        TrustError::KeyUnknown => unlisted,
        TrustError::KeyRole(_) => Check::KeyRole,
        TrustError::KeyWindow { .. } => Check::KeyWindow,
        TrustError::KeyRevoked => Check::KeyRevoked,
    }
}

/// Roots or a roster that are not taken; what was held before goes on to hold.
pub(crate) fn refused(error: &TrustError) -> Refusal {
    Refusal::new(check_of(error, Check::KeyRole), error)
}

/// A document refused for its key or its signature.
pub(crate) fn unverified(error: &VerifyError, signature: Check) -> Refusal {
    let check = match error {
        VerifyError::Key(error) => check_of(error, signature),
        VerifyError::Document(_) => signature,
    };
    Refusal::new(check, error)
}
