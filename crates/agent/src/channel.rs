use ident::SessionId;
use jiff::Timestamp;
use minicbor::bytes::ByteArray;
use policy::Level;
use proof::Digest;
use proof::session::{Answer, CheckIn, SessionKeys};

use crate::Output;
use crate::accept::Raw;
use crate::agent::{Agent, Turn};
use crate::checks::{Check, Refusal};
use crate::link::{Brought, Pending};
use crate::output::Endpoint;
use crate::state::SavedSession;

/// Counters are written down this many at a time.
const RESERVE: u64 = 64;

/// A session under way.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) id: SessionId,
    keys: SessionKeys,
    pub(crate) expires_at: Timestamp,
    /// The thumbprint of the freshness key.
    pub(crate) granted_by: Digest,
    counter: u64,
    reserved: u64,
}

impl Session {
    pub(crate) const fn new(
        id: SessionId,
        keys: SessionKeys,
        expires_at: Timestamp,
        granted_by: Digest,
    ) -> Self {
        Self { id, keys, expires_at, granted_by, counter: 0, reserved: 0 }
    }

    pub(crate) fn save(&self) -> SavedSession {
        SavedSession {
            id: self.id,
            keys: ByteArray::from(*self.keys.to_bytes()),
            expires_at: self.expires_at.as_second(),
            reserved: self.reserved,
            granted_by: self.granted_by,
        }
    }

    pub(crate) fn restore(saved: &SavedSession) -> Option<Self> {
        let expires_at = Timestamp::from_second(saved.expires_at).ok()?;
        let keys = SessionKeys::from_bytes(&saved.keys);
        let SavedSession { id, reserved, granted_by, .. } = *saved;
        Some(Self { id, keys, expires_at, granted_by, counter: reserved, reserved })
    }

    /// The next counter, and whether the reservation must be written down before it is used.
    const fn count(&mut self) -> (u64, bool) {
        self.counter = self.counter.saturating_add(1);
        let is_beyond = self.counter > self.reserved;
        if is_beyond {
            self.reserved = self.counter.saturating_add(RESERVE);
        }
        (self.counter, is_beyond)
    }
}

impl Agent {
    pub(crate) fn send_check_in(&mut self, turn: &mut Turn<'_>) -> Option<Output> {
        let clock = self.time.now()?;
        if self.durable.get().receipts.has_unsigned() {
            self.durable.change().receipts.sign_rest(turn.key);
        }
        let (root, roster) = self.trust.as_ref()?.version();
        let known_seq = if self.link.doubts { 0 } else { self.standing_seq() };
        let session = self.session.as_mut()?;
        let (counter, must_save) = session.count();
        if must_save {
            self.durable.change().session = Some(session.save());
        }
        let state = self.durable.get();
        let nonce = turn.entropy.array();
        let check_in = CheckIn {
            counter,
            nonce,
            known_seq,
            applied: self.applied.level(),
            receipts: state.receipts.next(),
            clock,
            root,
            roster,
        };
        // Receipts are delivered first; then the server may hold its answer until there is something new.
        let waits = !state.receipts.has_unconfirmed();
        let receipts_to = state.receipts.counter();
        self.link.pending =
            Some(Pending::CheckIn { nonce, waits, receipts_to, sent_at: turn.reading.monotonic });
        let bytes = check_in.seal(session.id, &session.keys);
        Some(Output::Send { endpoint: Endpoint::CheckIn, bytes, wait: waits })
    }

    /// A pushed order with the server's own number may be another one under it: then the server must send its own.
    /// Says whether to ask again at once.
    fn doubt(&mut self, answer: &Answer) -> bool {
        let is_order = self.accepted.as_ref().is_some_and(|accepted| accepted.body().level > Level::None);
        let is_doubtful = self.durable.get().is_pushed && is_order && answer.seq == self.standing_seq();
        let had_doubts = std::mem::replace(&mut self.link.doubts, is_doubtful && answer.standing.is_none());
        self.link.doubts && !had_doubts
    }

    /// An answer, as far as it proves to be this session's to this nonce. Says what it brought.
    pub(crate) fn take_answer(
        &mut self,
        bytes: &[u8],
        nonce: &[u8; 16],
        turn: &mut Turn<'_>,
    ) -> Result<Brought, Refusal> {
        let session = self.session.as_ref().ok_or(Check::Unasked)?;
        let answer = Answer::open(bytes, session.id, &session.keys, nonce)
            .map_err(|error| Refusal::new(Check::AnswerForm, error))?;
        self.time.advance(answer.now, self.mover(true));
        self.heard();
        self.link.renew |= answer.renew;
        self.wanted_seq = answer.seq;
        self.durable.note(|state| state.confirmed = answer.seq);
        // A wish to renew is no news: a server that repeats it gets no haste.
        let mut is_news = false;
        if self.durable.get().receipts.is_news(answer.receipts_kept) {
            self.durable.change().receipts.confirm(answer.receipts_kept);
            is_news = true;
        }
        is_news |= self.take_authority(&answer.roots, answer.roster.as_ref(), turn);
        is_news |= self.take_releases(&answer.releases, turn);
        is_news |= self.doubt(&answer);
        if let Some(standing) = &answer.standing {
            match self.take_standing(Raw::fresh(standing, answer.now), turn) {
                Ok(is_new) => is_news |= is_new,
                Err(refusal) => {
                    turn.refuse(refusal);
                    return Ok(Brought::Refused);
                }
            }
        }
        Ok(if is_news { Brought::News } else { Brought::Nothing })
    }
}
