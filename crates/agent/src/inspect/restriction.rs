use std::str;

use jiff::Timestamp;
use minicbor::bytes::ByteVec;
use policy::Level;
use proof::Verified;
use proof::authority::RosterKey;
use proof::documents::{Standing, Warrant};

use super::{Finding, Papers};
use crate::accept::{STANDING, WARRANT, verify};
use crate::checks::{Check, authority, log, standing, warrant};

/// What a standing is checked for only on the device itself: it depends on what that device had before.
const OF_THE_DEVICE: [Check; 6] = [
    Check::StandingOlder,
    Check::StandingTwin,
    Check::StandingFuture,
    Check::StandingReleased,
    Check::StandingLeap,
    Check::StandingUnconfirmed,
];

/// What a warrant's place in the public log is checked for, in one go.
const OF_THE_LOG: [Check; 7] = [
    Check::LogProofMissing,
    Check::LogProofForm,
    Check::LogOrigin,
    Check::LogSignature,
    Check::LogWitnesses,
    Check::LogEntry,
    Check::LogInclusion,
];

impl Papers {
    /// The checks of a standing at an instant, by default when it was issued, without those that depend on what
    /// the device had before; of one that restricts also those of its warrant and of the log's proof.
    #[must_use]
    pub fn standing(&self, bytes: &[u8], at: Option<Timestamp>) -> Vec<Finding> {
        let (standing, key) = match verify::<Standing>(bytes, &self.trust, STANDING) {
            Ok(read) => read,
            Err(refusal) => return vec![refusal.into()],
        };
        let mut findings = vec![Finding::held(STANDING.0), Finding::held(STANDING.1)];
        let case = standing::Case {
            pin: &self.pin,
            standing: &standing,
            seq: 0,
            confirmed: 0,
            before: Level::None,
            fresh: None,
            is_released: false,
            is_final: false,
        };
        let lasting = standing::outcomes(&case).filter(|(check, _)| !OF_THE_DEVICE.contains(check));
        findings.extend(lasting.map(Finding::from));
        let body = standing.body();
        if body.level > Level::None {
            let issued_at = standing.claims().issued_at;
            let now = at.unwrap_or(issued_at);
            findings.extend(self.authority(key, issued_at, body.level, now));
            if let Some(warrant) = &body.warrant {
                findings.extend(self.warrant_of_level(warrant, body.log_proof.as_ref(), body.level, now));
            }
        }
        findings
    }

    /// The checks of a warrant at an instant, by default when it was issued, for the highest level it allows,
    /// with the log's proof ([`proof::log::LogProof`]) of its entry.
    #[must_use]
    pub fn warrant(&self, bytes: &[u8], proof: Option<&str>, at: Option<Timestamp>) -> Vec<Finding> {
        let (level, issued_at) = match verify::<Warrant>(bytes, &self.trust, WARRANT) {
            Ok((warrant, _)) => (warrant.body().level, warrant.claims().issued_at),
            Err(refusal) => return vec![refusal.into()],
        };
        let proof = proof.map(|text| ByteVec::from(text.as_bytes().to_vec()));
        self.warrant_of_level(bytes, proof.as_ref(), level, at.unwrap_or(issued_at))
    }

    fn warrant_of_level(
        &self,
        bytes: &[u8],
        proof: Option<&ByteVec>,
        level: Level,
        now: Timestamp,
    ) -> Vec<Finding> {
        let (warrant, key) = match verify::<Warrant>(bytes, &self.trust, WARRANT) {
            Ok(read) => read,
            Err(refusal) => return vec![refusal.into()],
        };
        let mut findings = vec![Finding::held(WARRANT.0), Finding::held(WARRANT.1)];
        findings.extend(self.authority(key, warrant.claims().issued_at, level, now));
        let case = warrant::Case { pin: &self.pin, warrant: &warrant, level, now, cured_at: None };
        findings.extend(warrant::outcomes(&case).map(Finding::from));
        findings.extend(self.logged(&warrant, proof, (level, now)));
        findings
    }

    fn authority(
        &self,
        key: &RosterKey,
        issued_at: Timestamp,
        level: Level,
        now: Timestamp,
    ) -> impl Iterator<Item = Finding> {
        let case = authority::Case { trust: &self.trust, key, issued_at, level, now: Some(now) };
        authority::outcomes(&case).map(Finding::from).collect::<Vec<_>>().into_iter()
    }

    fn logged(
        &self,
        warrant: &Verified<Warrant>,
        proof: Option<&ByteVec>,
        (level, now): (Level, Timestamp),
    ) -> Vec<Finding> {
        let case = log::Case { pin: &self.pin, trust: &self.trust, warrant, proof, level, now: Some(now) };
        match log::check(&case) {
            Ok(_) => OF_THE_LOG.into_iter().map(Finding::held).collect(),
            Err(refusal) => vec![refusal.into()],
        }
    }
}
