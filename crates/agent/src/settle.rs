//! What follows from an input: the level in force, the receipts for it, and the screen.

use jiff::Timestamp;
use minicbor::bytes::ByteVec;
use policy::Level;
use proof::Digest;
use proof::documents::{Fact, NoticeOnDevice};

use crate::Output;
use crate::accept::{Accepted, Ground, Raw};
use crate::agent::{Agent, Turn};
use crate::apply::{Applied, Situation};
use crate::checks::{Check, Refusal};
use crate::durable::TIME_SAVED_EVERY;
use crate::pin::Pin;
use crate::screen::{self, Screen, View};
use crate::silence::{self, Phase};
use crate::state::Released;
use crate::trusted_time::Mover;

impl Agent {
    /// The quittance or the ombudsman's release that ended this contract, if one did.
    pub(crate) fn released(&self, pin: &Pin) -> Option<Digest> {
        self.quittance(pin).or_else(|| self.freed(pin).map(|freed| freed.release))
    }

    fn quittance(&self, pin: &Pin) -> Option<Digest> {
        let released = self.durable.get().released.iter();
        released.rev().find(|released| released.contract == pin.contract).map(|released| released.quittance)
    }

    /// Whether nothing can restrict this device for this contract any more: by quittance, release or code.
    pub(crate) fn is_over(&self, pin: &Pin) -> bool {
        self.released(pin).is_some() || self.durable.get().codes.has_freed(pin.contract)
    }

    pub(crate) fn is_released(&self) -> bool {
        self.pin.as_ref().is_some_and(|pin| self.is_over(pin))
    }

    /// Accepts a standing or refuses it; says whether it was new.
    pub(crate) fn take_standing(&mut self, raw: Raw<'_>, turn: &mut Turn<'_>) -> Result<bool, Refusal> {
        let (pin, trust) = self.pin.as_ref().zip(self.trust.as_ref()).ok_or(Check::NotEnrolled)?;
        let state = self.durable.get();
        let is_released = self.is_released();
        let mover = self.mover(raw.is_fresh());
        let ground = Ground {
            pin,
            trust,
            last: self.accepted.as_ref(),
            seq: state.seq,
            confirmed: state.confirmed,
            level: state.level,
            is_released,
            cured_at: state.cured_at(),
            now: self.time.now().ok_or(Check::NotEnrolled)?,
            reach: self.time.reach(mover),
        };
        let Some((accepted, faults)) = raw.accept(&ground)? else {
            if raw.is_fresh() && state.is_pushed {
                self.durable.change().is_pushed = false;
            }
            return Ok(false);
        };
        turn.refusals.extend(faults);
        self.time.advance(raw.proves(accepted.standing().claims().issued_at), mover);
        let (state, seq) = (self.durable.change(), accepted.body().seq);
        state.seq = state.seq.max(seq);
        state.count(accepted.standing().signed_by(), seq);
        state.is_pushed = !raw.is_fresh();
        if raw.is_fresh() {
            state.confirmed = seq;
        }
        // Nobody is warned of anything after the quittance.
        if !is_released {
            state.notices.follow(accepted.body(), &pin.body().pack);
        }
        if accepted.body().level == Level::None && !accepted.body().overdue.is_positive() {
            state.cured_at = self.time.now().map(Timestamp::as_second);
        }
        state.standing = Some(ByteVec::from(accepted.standing().bytes().to_vec()));
        state.proved = accepted.proved().cloned();
        self.wanted_seq = self.wanted_seq.max(seq);
        self.accepted = Some(accepted);
        self.heard();
        Ok(true)
    }

    /// Who moves trusted time by what it says.
    pub(crate) fn mover(&self, is_fresh: bool) -> Mover {
        match &self.trust {
            Some(trust) if trust.roster().test => Mover::Rehearsal,
            _ if is_fresh => Mover::Answer,
            _ => Mover::Push,
        }
    }

    /// The server spoke, authentically. That counts from now by this device's clock, which may be ahead of
    /// the server's: any contact ends a silence (invariant I12).
    pub(crate) fn heard(&mut self) {
        let contact_at = self.time.now().map(Timestamp::as_second);
        // A restart must not forget that a silence had ended. What was written within the hour is good enough.
        let since_kept =
            contact_at.zip(self.durable.get().contact_at).map(|(now, kept)| now.saturating_sub(kept));
        if since_kept.is_none_or(|seconds| seconds >= TIME_SAVED_EVERY.as_secs()) {
            self.durable.change().contact_at = contact_at;
        }
        self.durable.note(|state| state.contact_at = contact_at);
        if self.durable.get().silence_notice_at.is_some() {
            self.durable.change().silence_notice_at = None;
        }
    }

    /// Signs a fact. To a server that takes none of them the device does not go on talking for ever; how the
    /// contract began and ended is told in any case.
    pub(crate) fn vouch(&mut self, fact: Fact, turn: &Turn<'_>) {
        if let (Some(pin), Some(now)) = (&self.pin, self.time.now()) {
            let is_lasting = matches!(
                fact,
                Fact::Enrolled { .. } | Fact::QuittanceApplied { .. } | Fact::ReleaseApplied { .. }
            );
            if self.durable.get().receipts.is_full() && !is_lasting {
                return;
            }
            let seq = self.standing_seq();
            self.durable.change().receipts.sign(fact, seq, pin, now, turn.key);
        }
    }

    /// Brings the level in force in line with what is accepted at this instant.
    pub(crate) fn settle(&mut self, turn: &mut Turn<'_>) {
        self.release(turn);
        let (Some(pin), Some(now)) = (&self.pin, self.time.now()) else { return };
        let released = self.released(pin);
        let may_rise = turn.is_restoring || pin.may_rise(now);
        let free_until = self.durable.get().codes.free_until(pin.contract, now);
        turn.changes_at.extend(free_until);
        turn.changes_at.extend(self.durable.get().codes.shut_until(now));
        self.silence = if free_until.is_some() { Phase::Quiet } else { self.judge_silence(now, turn) };
        let before = self.durable.get().level;
        let situation = Situation {
            accepted: self.accepted.as_ref().filter(|_| !self.are_terms_void()),
            released,
            silence: self.silence,
            is_free_by_code: free_until.is_some() || self.is_over(pin),
            before,
            may_rise,
            now,
        };
        self.applied = Applied::at(&situation);
        let claims = self.accepted.as_ref().and_then(Accepted::warrant).map(proof::Verified::claims);
        turn.changes_at.extend(claims.and_then(|claims| claims.expires_at).filter(|until| *until > now));
        self.vouch_for_level(before, turn);
    }

    /// A quittance in the standing in force frees the device for good (invariant I4).
    fn release(&mut self, turn: &Turn<'_>) {
        let quittance = self.accepted.as_ref().and_then(Accepted::quittance).map(proof::Verified::digest);
        let (Some(quittance), Some(pin)) = (quittance, &self.pin) else { return };
        if self.quittance(pin).is_some() {
            return;
        }
        let contract = pin.contract;
        let state = self.durable.change();
        state.released.push(Released { contract, quittance });
        state.notices.clear();
        self.vouch(Fact::QuittanceApplied { quittance }, turn);
    }

    fn vouch_for_level(&mut self, before: Level, turn: &Turn<'_>) {
        let (level, is_silenced) = (self.applied.level(), self.applied.is_silenced());
        let state = self.durable.get();
        if level == before && is_silenced == state.is_silenced {
            return;
        }
        let fact = if is_silenced { Fact::SilenceLimited } else { Fact::LevelApplied { level } };
        let state = self.durable.change();
        state.level = level;
        state.is_silenced = is_silenced;
        self.vouch(fact, turn);
    }

    fn judge_silence(&self, now: Timestamp, turn: &mut Turn<'_>) -> Phase {
        let is_free = self.is_released() || self.are_terms_void();
        let Some(pin) = self.pin.as_ref().filter(|_| !is_free) else { return Phase::Quiet };
        let pack = &pin.body().pack;
        let Some(rule) = pack.silence.as_ref().filter(|_| pack.locking_allowed) else { return Phase::Quiet };
        let unpaid = self.accepted.as_ref().and_then(|accepted| accepted.body().oldest_unpaid_due_on);
        let Some(unpaid) = unpaid else { return Phase::Quiet };
        let state = self.durable.get();
        let at = |second: Option<i64>| second.and_then(|second| Timestamp::from_second(second).ok());
        let base = at(state.contact_at).unwrap_or(now).max(pin.midnight(unpaid));
        let (phase, changes_at) = silence::judge(rule, base, at(state.silence_notice_at), now);
        turn.changes_at.extend(changes_at);
        phase
    }

    /// The screen of this instant, if it must be drawn, and the receipts for what it shows.
    pub(crate) fn show(&mut self, turn: &mut Turn<'_>) -> Option<Output> {
        let screen = self.draw();
        self.vouch_for_notices(turn);
        self.vouch_for_silence(turn);
        if screen == self.screen && !turn.must_show {
            return None;
        }
        self.screen = screen;
        Some(Output::Show(Box::new(self.screen.clone())))
    }

    pub(crate) fn view(&self) -> View<'_> {
        let today = self.pin.as_ref().zip(self.time.now()).map(|(pin, now)| pin.day(now));
        View {
            pin: self.pin.as_ref(),
            accepted: self.accepted.as_ref(),
            applied: self.applied,
            is_released: self.is_released(),
            freed: self
                .pin
                .as_ref()
                .filter(|pin| self.quittance(pin).is_none())
                .and_then(|pin| self.freed(pin)),
            is_enrolling: self.durable.get().code.is_some(),
            silence: self.silence,
            notices: Some(&self.durable.get().notices),
            put_away: &self.durable.get().put_away,
            codes: Some(&self.durable.get().codes),
            code_answer: self.code_answer,
            now: self.time.now(),
            today,
            offline: self.link.offline,
        }
    }

    pub(crate) fn draw(&self) -> Screen {
        screen::build(&self.view())
    }

    /// Every listed notice is on the screen, whatever its kind: one receipt for each, as soon as there is room.
    fn vouch_for_notices(&mut self, turn: &Turn<'_>) {
        let state = self.durable.get();
        if !state.notices.has_unproved() || state.receipts.is_full() {
            return;
        }
        for notice in self.durable.change().notices.prove() {
            let NoticeOnDevice { key, delinquent_since, .. } = notice;
            self.vouch(Fact::NoticeShown { key, delinquent_since }, turn);
        }
    }

    fn vouch_for_silence(&mut self, turn: &Turn<'_>) {
        let is_shown = self.durable.get().silence_notice_at.is_some();
        match self.silence {
            Phase::Quiet if is_shown => self.durable.change().silence_notice_at = None,
            Phase::Notice if !is_shown => {
                self.durable.change().silence_notice_at = self.time.now().map(Timestamp::as_second);
                self.vouch(Fact::SilenceNoticeShown, turn);
            }
            _ => {}
        }
    }
}
