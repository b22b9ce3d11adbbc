use jiff::{Timestamp, Unit};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use policy::Level;
use proof::authority::Trust;
use proof::documents::Warrant;
use proof::keys::PublicKey;
use proof::log::{Entry, EntryKind, LogError, LogProof, LoggedEntry};
use proof::{Digest, Verified};

use super::{Check, Refusal, enforce};
use crate::pin::Pin;

const SECONDS_A_DAY: i64 = 24 * 60 * 60;

/// A verified warrant, the log's proof that came with it, and what the device knows.
pub(crate) struct Case<'a> {
    pub(crate) pin: &'a Pin,
    pub(crate) trust: &'a Trust,
    pub(crate) warrant: &'a Verified<Warrant>,
    pub(crate) proof: Option<&'a ByteVec>,
    /// The level of the standing it came in.
    pub(crate) level: Level,
    /// Trusted time; absent for what was accepted before: that holds to its own end.
    pub(crate) now: Option<Timestamp>,
}

/// Numbers 100 to 106, and 119 for the log's key: the public log has exactly this warrant (invariant I8), and
/// tells everyone the truth about it.
pub(crate) fn check(case: &Case<'_>) -> Result<Proved, Refusal> {
    let proof = case.proof.ok_or(Check::LogProofMissing)?;
    let malformed = |error| Refusal::new(Check::LogProofForm, error);
    let text = std::str::from_utf8(proof).map_err(malformed)?;
    let logged =
        LogProof::verify(text, &case.trust.log()).map_err(|error| Refusal::new(check_of(&error), error))?;
    enforce([(Check::LogEntry, is_about_it(case, &logged))].into_iter())?;
    // Also at this instant: whoever has an old key can date what it signs back.
    let instants: Vec<Timestamp> = [logged.entry().at].into_iter().chain(case.now).collect();
    let in_time = case.trust.check_log_time(&logged, &instants);
    in_time.map_err(|error| Refusal::new(Check::KeyWindow, error))?;
    let keys = logged.signers().iter().map(PublicKey::thumbprint).collect();
    Ok(Proved { warrant: case.warrant.digest(), keys })
}

/// What the log's proof of a warrant left behind when it was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub(crate) struct Proved {
    #[n(0)]
    pub(crate) warrant: Digest,
    /// The thumbprints of the log's keys that signed.
    #[n(1)]
    pub(crate) keys: Vec<Digest>,
}

impl Proved {
    /// Whether it stands for this warrant's proof under a newer roster. That may list other log keys and demand
    /// more witnesses; what was proved once holds to its own end, unless every key that signed was revoked.
    pub(crate) fn still_proves(&self, warrant: &Verified<Warrant>, trust: &Trust) -> bool {
        self.warrant == warrant.digest() && self.keys.iter().any(|key| !trust.is_revoked(key))
    }
}

const fn check_of(error: &LogError) -> Check {
    match error {
        LogError::Form(_) => Check::LogProofForm,
        LogError::Origin { .. } => Check::LogOrigin,
        LogError::Signature => Check::LogSignature,
        LogError::Witnesses { .. } => Check::LogWitnesses,
        LogError::Inclusion => Check::LogInclusion,
    }
}

fn is_about_it(case: &Case<'_>, logged: &LoggedEntry) -> bool {
    let (entry, warrant) = (logged.entry(), case.warrant.body());
    entry.kind == EntryKind::Restriction
        && logged.is_for(case.pin.device, &case.warrant.digest())
        && entry.lender == Some(case.pin.lender)
        && entry.test == case.trust.roster().test
        && entry.level == Some(warrant.level)
        && case.level <= warrant.level
        && entry.pack == Some(warrant.pack)
        && entry.reconciled_to == Some(warrant.reconciled_to)
        && entry.dpd == days_past_due(case, entry)
        && entry.notice_days == notice_days(warrant, entry)
}

fn days_past_due(case: &Case<'_>, entry: &Entry) -> Option<u16> {
    let day = case.pin.day(entry.at);
    let days = case.warrant.body().oldest_due_on.until((Unit::Day, day)).ok()?.get_days();
    u16::try_from(days).ok()
}

/// Full days from the delivery that completed the last notice to the entry.
fn notice_days(warrant: &Warrant, entry: &Entry) -> Option<u16> {
    let last = warrant.notices.iter().map(|notice| notice.delivered_at.as_second()).max()?;
    u16::try_from((entry.at.as_second() - last) / SECONDS_A_DAY).ok()
}
