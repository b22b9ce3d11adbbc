use std::time::Duration;

use ident::Entropy;
use proof::Digest;
use proof::session::Ephemeral;

use crate::backoff;

/// After an answer that came at once and brought nothing, the next question waits at least this long.
const PACE: Duration = Duration::from_secs(1);

/// After an answer whose standing was refused: the server will send the same one again until it has another. Often
/// enough that a release which comes next is not late, and seldom enough for a server with a million such phones.
const REFUSED_PACE: Duration = Duration::from_secs(30);

/// What an authentic answer brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Brought {
    News,
    Nothing,
    /// A standing that is not obeyed. The connection is as good as with any other.
    Refused,
}

/// The connection, as far as it lives in memory only. At most one request is under way.
#[derive(Debug, Default)]
pub(crate) struct Link {
    pub(crate) pending: Option<Pending>,
    /// Failures in a row.
    attempt: u32,
    /// Nothing is sent before this monotonic time.
    not_before: Duration,
    /// Whether the last request got no answer.
    pub(crate) offline: bool,
    /// The session must be renewed before the next check-in.
    pub(crate) renew: bool,
    /// The server does not know the session or token any more: it must recognize the hardware.
    pub(crate) recover: bool,
    /// The standing in force was pushed, and the server names the same number: whether it means the same standing
    /// is still to be seen.
    pub(crate) doubts: bool,
}

/// A request that is under way.
#[derive(Debug)]
pub(crate) enum Pending {
    Hello { digest: Digest, ephemeral: Ephemeral, kind: HelloKind },
    CheckIn { nonce: [u8; 16], waits: bool, receipts_to: u64, sent_at: Duration },
}

/// Why a hello was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HelloKind {
    Enroll,
    Recover,
    Renew,
}

impl Link {
    /// Whether a request may be sent now. A waiting check-in gives way to news.
    pub(crate) fn is_open(&self, now: Duration, receipts: u64) -> bool {
        let is_free = match &self.pending {
            None => true,
            Some(Pending::CheckIn { waits, receipts_to, .. }) => *waits && receipts > *receipts_to,
            Some(Pending::Hello { .. }) => false,
        };
        is_free && now >= self.not_before
    }

    /// When waiting ends, if it has not.
    pub(crate) fn wait_until(&self, now: Duration) -> Option<Duration> {
        (self.pending.is_none() && self.not_before > now).then_some(self.not_before)
    }

    /// Forgets what is under way and all waiting.
    pub(crate) fn reset(&mut self) {
        let Self { offline, renew, recover, doubts, .. } = *self;
        *self = Self { offline, renew, recover, doubts, ..Self::default() };
    }

    /// No answer, or one that can't be used: later again, each time later.
    pub(crate) fn fail(&mut self, now: Duration, wish: Option<Duration>, entropy: &mut dyn Entropy) {
        self.pending = None;
        self.attempt = self.attempt.saturating_add(1);
        let delay = backoff::at_least(backoff::delay(self.attempt, entropy), wish);
        self.not_before = now.saturating_add(delay);
    }

    /// A useful answer: at once again when it brought news, else at a human pace.
    pub(crate) fn succeed(&mut self, now: Duration, sent_at: Duration, brought: Brought) {
        self.pending = None;
        self.offline = false;
        self.attempt = 0;
        self.not_before = match brought {
            Brought::News => now,
            Brought::Nothing => sent_at.saturating_add(PACE),
            Brought::Refused => now.saturating_add(REFUSED_PACE),
        };
    }
}
