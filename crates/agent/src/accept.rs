use jiff::Timestamp;
use policy::Level;
use proof::authority::{Role, RosterKey, Trust};
use proof::documents::{Quittance, Standing, Warrant};
use proof::{Document, Parsed, Verified};

use crate::checks::log::Proved;
use crate::checks::{Check, Refusal, authority, enforce, log, quittance, standing, warrant};
use crate::pin::Pin;

/// Bytes that claim to be a standing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Raw<'a> {
    bytes: &'a [u8],
    fresh: Option<Timestamp>,
}

/// What the device knows when a standing comes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub(crate) pin: &'a Pin,
    pub(crate) trust: &'a Trust,
    /// The standing in force.
    pub(crate) last: Option<&'a Accepted>,
    /// The highest sequence number accepted before for this contract under a key that is not revoked.
    pub(crate) seq: u64,
    /// The number that the server last confirmed in an answer or a grant.
    pub(crate) confirmed: u64,
    /// The level in force.
    pub(crate) level: Level,
    /// Whether a quittance or an ombudsman's release was accepted for the contract before.
    pub(crate) is_released: bool,
    /// When a standing last said that nothing was overdue.
    pub(crate) cured_at: Option<Timestamp>,
    /// Trusted time.
    pub(crate) now: Timestamp,
    /// As far as the standing may move it.
    pub(crate) reach: Timestamp,
}

/// A standing that passed every check when it came. Nothing but this module makes one.
#[derive(Debug, Clone)]
pub(crate) struct Accepted {
    standing: Verified<Standing>,
    warrant: Option<(Verified<Warrant>, Proved)>,
    quittance: Option<Verified<Quittance>>,
}

/// What is kept of the last standing beside its bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept<'a> {
    /// Trusted time.
    pub(crate) now: Option<Timestamp>,
    /// When a standing last said that nothing was overdue.
    pub(crate) cured_at: Option<Timestamp>,
    /// What its warrant's proof left behind.
    pub(crate) proved: Option<&'a Proved>,
}

impl<'a> Raw<'a> {
    /// From any channel, at any time.
    pub(crate) const fn pushed(bytes: &'a [u8]) -> Self {
        Self { bytes, fresh: None }
    }

    /// From an authenticated answer of this very moment, which names its own time.
    pub(crate) const fn fresh(bytes: &'a [u8], now: Timestamp) -> Self {
        Self { bytes, fresh: Some(now) }
    }

    /// A genuine document was issued at its time: it is at least that late. In a fresh answer, whose own time
    /// is known, it proves nothing beyond that.
    pub(crate) fn proves(self, issued_at: Timestamp) -> Timestamp {
        let latest = self.fresh.and_then(|fresh| fresh.checked_add(standing::TOLERANCE).ok());
        latest.map_or(issued_at, |latest| issued_at.min(latest))
    }

    /// An answer is compared with the standing in force: where that came from whoever had the key, the server
    /// goes on below it. A push is compared with the highest number there ever was.
    fn number_to_reach(self, ground: &Ground<'_>) -> u64 {
        let in_force = ground.last.filter(|_| self.fresh.is_some());
        in_force.map_or(ground.seq, |last| last.body().seq)
    }

    /// Whether the server itself brought it, in an answer or a grant.
    pub(crate) const fn is_fresh(self) -> bool {
        self.fresh.is_some()
    }

    /// Passes every check, is nothing new (`None`), or is refused as a whole: then what is in force stays in
    /// force, and a genuine lender sends the next one.
    ///
    /// A standing that asks for less than is in force is not refused for what only concerns restrictions. If
    /// its warrant does not hold it restricts nothing; if its quittance does not hold it is no final release;
    /// each fault is noted beside it.
    pub(crate) fn accept(self, ground: &Ground<'_>) -> Result<Option<(Accepted, Vec<Refusal>)>, Refusal> {
        if ground.last.is_some_and(|last| last.standing.bytes() == self.bytes) {
            return Ok(None);
        }
        let (pin, trust) = (ground.pin, ground.trust);
        let (standing, key) = verify::<Standing>(self.bytes, trust, STANDING)?;
        let quittance = quittance_of(&standing, pin, trust);
        let case = standing::Case {
            pin,
            standing: &standing,
            seq: self.number_to_reach(ground),
            confirmed: ground.confirmed,
            before: ground.level,
            fresh: self.fresh,
            is_released: ground.is_released,
            is_final: matches!(quittance, Ok(Some(_))),
        };
        enforce(standing::outcomes(&case))?;
        let now = ground.now.max(self.proves(standing.claims().issued_at).min(ground.reach));
        if !case.lowers() {
            let (issued_at, level) = (standing.claims().issued_at, standing.body().level);
            enforce(authority::outcomes(&authority::Case { trust, key, issued_at, level, now: Some(now) }))?;
        }
        let mut faults = Vec::new();
        let moment = Moment { now, is_new: true, cured_at: ground.cured_at, proved: None };
        let warrant = warrant_of(&standing, pin, trust, moment);
        let warrant = tolerate(warrant, case.lowers(), &mut faults)?;
        let is_release = standing.body().level == Level::None;
        let quittance = tolerate(quittance, is_release, &mut faults)?;
        Ok(Some((Accepted { standing, warrant, quittance }, faults)))
    }
}

impl Accepted {
    /// Reads back a standing that was accepted before, under the roster of now: one whose key is revoked or
    /// no longer listed is void. What it carries is checked again and left out where it does not hold, or no
    /// longer: such a warrant would not restrict anyway.
    pub(crate) fn restore(
        bytes: &[u8],
        (pin, trust): (&Pin, &Trust),
        kept: Kept<'_>,
    ) -> Result<Self, Refusal> {
        let (standing, _) = verify::<Standing>(bytes, trust, STANDING)?;
        let Kept { now, cured_at, proved } = kept;
        let now = now.unwrap_or(standing.claims().issued_at);
        let moment = Moment { now, is_new: false, cured_at, proved };
        let warrant = warrant_of(&standing, pin, trust, moment).unwrap_or_default();
        let quittance = quittance_of(&standing, pin, trust).unwrap_or_default();
        Ok(Self { standing, warrant, quittance })
    }

    pub(crate) const fn standing(&self) -> &Verified<Standing> {
        &self.standing
    }

    pub(crate) const fn body(&self) -> &Standing {
        self.standing.body()
    }

    pub(crate) fn warrant(&self) -> Option<&Verified<Warrant>> {
        self.warrant.as_ref().map(|(warrant, _)| warrant)
    }

    /// What its warrant's proof leaves behind.
    pub(crate) fn proved(&self) -> Option<&Proved> {
        self.warrant.as_ref().map(|(_, proved)| proved)
    }

    pub(crate) const fn quittance(&self) -> Option<&Verified<Quittance>> {
        self.quittance.as_ref()
    }

    /// The level it justifies at an instant: none before and after its warrant's validity (invariant I1).
    pub(crate) fn level_at(&self, now: Timestamp) -> Level {
        let claims = self.warrant().map(Verified::claims);
        let is_valid = claims.is_some_and(|claims| {
            claims.not_before.is_some_and(|from| from <= now)
                && claims.expires_at.is_some_and(|until| now < until)
        });
        if is_valid { self.body().level } else { Level::None }
    }
}

/// A fault that must not keep a release back is noted, and what has it is left out.
fn tolerate<D>(
    outcome: Result<Option<D>, Refusal>,
    is_lenient: bool,
    faults: &mut Vec<Refusal>,
) -> Result<Option<D>, Refusal> {
    match outcome {
        Err(refusal) if is_lenient => {
            faults.push(refusal);
            Ok(None)
        }
        outcome => outcome,
    }
}

/// The warrant of a standing, if it holds. That of a standing that restricts nothing justifies nothing and is
/// not looked at.
fn warrant_of(
    standing: &Verified<Standing>,
    pin: &Pin,
    trust: &Trust,
    moment: Moment<'_>,
) -> Result<Option<(Verified<Warrant>, Proved)>, Refusal> {
    let level = standing.body().level;
    let Some(bytes) = standing.body().warrant.as_ref().filter(|_| level > Level::None) else {
        return Ok(None);
    };
    let (warrant, key) = verify::<Warrant>(bytes, trust, WARRANT)?;
    let Moment { now, is_new, cured_at, proved } = moment;
    let (issued_at, now_if_new) = (warrant.claims().issued_at, is_new.then_some(now));
    enforce(authority::outcomes(&authority::Case { trust, key, issued_at, level, now: now_if_new }))?;
    enforce(warrant::outcomes(&warrant::Case { pin, warrant: &warrant, level, now, cured_at }))?;
    let still = proved.filter(|proved| proved.still_proves(&warrant, trust)).cloned();
    let proof = standing.body().log_proof.as_ref();
    let case = log::Case { pin, trust, warrant: &warrant, proof, level, now: now_if_new };
    let proved = still.map_or_else(|| log::check(&case), Ok)?;
    Ok(Some((warrant, proved)))
}

/// The quittance of a standing, if it holds.
fn quittance_of(
    standing: &Verified<Standing>,
    pin: &Pin,
    trust: &Trust,
) -> Result<Option<Verified<Quittance>>, Refusal> {
    let Some(bytes) = &standing.body().quittance else { return Ok(None) };
    let checks = (Check::QuittanceForm, Check::QuittanceSignature);
    let (quittance, _) = verify::<Quittance>(bytes, trust, checks)?;
    let level = standing.body().level;
    enforce(quittance::outcomes(&quittance::Case { pin, quittance: &quittance, level }))?;
    Ok(Some(quittance))
}

pub(crate) const STANDING: (Check, Check) = (Check::StandingForm, Check::StandingSignature);
pub(crate) const WARRANT: (Check, Check) = (Check::WarrantForm, Check::WarrantSignature);

/// When something is judged.
#[derive(Debug, Clone, Copy)]
struct Moment<'a> {
    /// Trusted time.
    now: Timestamp,
    /// Whether it was not accepted before.
    is_new: bool,
    /// When a standing last said that nothing was overdue.
    cured_at: Option<Timestamp>,
    /// What the warrant's proof left behind when it was accepted.
    proved: Option<&'a Proved>,
}

/// Bytes → parsed → verified, by a key that the roster lists for commands; `form` and `signature` name what
/// failed.
pub(crate) fn verify<'a, D: Document>(
    bytes: &[u8],
    trust: &'a Trust,
    (form, signature): (Check, Check),
) -> Result<(Verified<D>, &'a RosterKey), Refusal> {
    let parsed = Parsed::<D>::parse(bytes).map_err(|error| Refusal::new(form, error))?;
    trust.verify(parsed, Role::Command).map_err(|error| authority::unverified(&error, signature))
}
