use std::fmt;

use ident::Entropy;
use jiff::Timestamp;
use minicbor::bytes::ByteVec;
use policy::Level;
use proof::authority::Trust;
use proof::keys::Signer;

use crate::accept::Accepted;
use crate::apply::Applied;
use crate::channel::Session;
use crate::checks::Refusal;
use crate::durable::Durable;
use crate::link::Link;
use crate::pin::Pin;
use crate::screen::Screen;
use crate::silence::Phase;
use crate::state::State;
use crate::trusted_time::TrustedTime;
use crate::{CodeAnswer, Identity, Input, Output, Reading, StateError};

/// A device. Feed it everything that happens by [`Agent::handle`] and do what it says.
pub struct Agent {
    pub(crate) identity: Identity,
    pub(crate) attestation: Option<Vec<ByteVec>>,
    pub(crate) durable: Durable,
    pub(crate) time: TrustedTime,
    pub(crate) pin: Option<Pin>,
    /// There whenever there is a pin.
    pub(crate) trust: Option<Trust>,
    pub(crate) session: Option<Session>,
    pub(crate) accepted: Option<Accepted>,
    pub(crate) applied: Applied,
    pub(crate) link: Link,
    pub(crate) wanted_seq: u64,
    pub(crate) silence: Phase,
    pub(crate) code_answer: Option<CodeAnswer>,
    pub(crate) screen: Screen,
    /// Whether the system was told that no account lock is needed any more.
    pub(crate) is_lifted: bool,
}

/// What one call of [`Agent::handle`] has at hand.
pub(crate) struct Turn<'a> {
    pub(crate) reading: Reading,
    pub(crate) key: &'a dyn Signer,
    pub(crate) entropy: &'a mut dyn Entropy,
    pub(crate) refusals: Vec<Refusal>,
    /// Whether the device gets back what it had before a reset.
    pub(crate) is_restoring: bool,
    /// Whether the screen must be drawn even if it is the same.
    pub(crate) must_show: bool,
    /// When something changes by itself, in trusted time.
    pub(crate) changes_at: Vec<Timestamp>,
}

impl Turn<'_> {
    pub(crate) fn refuse(&mut self, refusal: impl Into<Refusal>) {
        self.refusals.push(refusal.into());
    }
}

impl Agent {
    /// A device with the bytes of its last [`Output::Persist`], or without any, as new or after a factory
    /// reset. It does nothing before its first input, which is [`Input::Boot`].
    ///
    /// # Errors
    /// When the saved bytes can't be used. Report it and start without them: the device is then free, and
    /// finds back to its contract by its enrollment code.
    pub fn new(identity: Identity, saved: Option<&[u8]>) -> Result<Self, StateError> {
        let state = saved.map(State::from_bytes).transpose()?.unwrap_or_default();
        let pin = state.pin.as_ref().map(Pin::restore).transpose().map_err(StateError::Document)?;
        let time = TrustedTime::restore(state.time);
        let trust = state.trust()?;
        if pin.is_some() != trust.is_some() {
            return Err(StateError::Damaged);
        }
        let accepted = (pin.as_ref().zip(trust.as_ref()).zip(state.standing.as_ref()))
            .map(|(ground, bytes)| Accepted::restore(bytes, ground, state.kept(time.now())))
            .transpose()
            .map_err(StateError::Document)?;
        let session = state.session.as_ref().and_then(Session::restore);
        let wanted_seq = state.seq;
        let durable = Durable::kept(state, time.now());
        let (applied, silence) = (Applied::default(), Phase::Quiet);
        let screen = Screen::blank();
        let link = Link::default();
        Ok(Self {
            identity,
            attestation: None,
            durable,
            time,
            pin,
            trust,
            session,
            accepted,
            applied,
            link,
            wanted_seq,
            silence,
            code_answer: None,
            screen,
            is_lifted: false,
        })
    }

    /// The same device with its maker's certificates for its key, the key's own first: a hello of a key that
    /// the server may not know yet carries them.
    #[must_use]
    pub fn attested(self, chain: &[Vec<u8>]) -> Self {
        let attestation = chain.iter().cloned().map(ByteVec::from).collect();
        Self { attestation: Some(attestation).filter(|chain: &Vec<ByteVec>| !chain.is_empty()), ..self }
    }

    /// Takes one input and says what to do, in order. Whatever comes in, the device ends in a lawful state.
    pub fn handle(
        &mut self,
        input: Input<'_>,
        reading: Reading,
        key: &dyn Signer,
        entropy: &mut dyn Entropy,
    ) -> Vec<Output> {
        self.time.observe(&reading);
        let mut turn = Turn {
            reading,
            key,
            entropy,
            refusals: Vec::new(),
            is_restoring: false,
            must_show: matches!(input, Input::Boot),
            changes_at: Vec::new(),
        };
        self.take(input, &mut turn);
        self.settle(&mut turn);
        let show = self.show(&mut turn);
        let send = self.send(&mut turn);
        let lift = self.lift_account_lock();
        let wake = Output::WakeAt(self.wake_at(&turn));
        let persist = self.durable.flush(&self.time).map(Output::Persist);
        let refused = turn.refusals.into_iter().map(Output::Refused);
        persist.into_iter().chain(lift).chain(show).chain(send).chain([wake]).chain(refused).collect()
    }

    /// Once for each start of a device that is free for good.
    fn lift_account_lock(&mut self) -> Option<Output> {
        let is_released = self.is_released();
        let was_lifted = std::mem::replace(&mut self.is_lifted, is_released);
        (is_released && !was_lifted).then_some(Output::LiftAccountLock)
    }

    /// What the device shows.
    #[must_use]
    pub const fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The level in force.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.applied.level()
    }

    /// The level that the standing in force wants; the one applied may be lower.
    #[must_use]
    pub fn wanted(&self) -> Level {
        self.screen.wanted
    }

    /// The sequence number of the standing in force; of the last one if that is void; 0 before the first.
    #[must_use]
    pub fn standing_seq(&self) -> u64 {
        self.accepted.as_ref().map_or(self.durable.get().seq, |accepted| accepted.body().seq)
    }

    /// The sequence number that the server last said was current.
    #[must_use]
    pub fn wanted_seq(&self) -> u64 {
        self.wanted_seq.max(self.standing_seq())
    }

    /// How many receipts wait for the server's confirmation.
    #[must_use]
    pub const fn unconfirmed_receipts(&self) -> usize {
        self.durable.get().receipts.unconfirmed()
    }

    /// The server of the enrollment code.
    #[must_use]
    pub fn server(&self) -> Option<&str> {
        self.durable.get().code.as_ref().map(|code| code.server.as_str())
    }

    /// Trusted time at the last reading; nothing before the first signed time.
    #[must_use]
    pub const fn trusted_time(&self) -> Option<Timestamp> {
        self.time.now()
    }
}

impl fmt::Debug for Agent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Agent")
            .field("level", &self.level())
            .field("seq", &self.standing_seq())
            .field("screen", &self.screen.kind)
            .finish_non_exhaustive()
    }
}
