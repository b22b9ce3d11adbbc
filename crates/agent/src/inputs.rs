//! What comes in and what goes out.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::agent::{Agent, Turn};
use crate::checks::{Check, Refusal};
use crate::durable::TIME_SAVED_EVERY;
use crate::link::{Brought, HelloKind, Pending};
use crate::state::{PutAway, remember};
use crate::{Input, Output, Reply, ScreenKind};

impl Agent {
    pub(crate) fn take(&mut self, input: Input<'_>, turn: &mut Turn<'_>) {
        match input {
            Input::Boot => {
                self.link.reset();
                self.link.renew |= self.are_terms_void();
            }
            Input::Online => self.link.reset(),
            Input::Tick => {}
            Input::Provision(code) => self.provision(code, turn),
            Input::Received { reply, bytes } => self.receive(reply, bytes, turn),
            Input::SendFailed => {
                if self.link.pending.is_some() {
                    self.link.offline = true;
                    self.link.fail(turn.reading.monotonic, None, turn.entropy);
                }
            }
            Input::Pushed(bytes) => self.take_pushed(bytes, turn),
            Input::Code(text) => self.take_code(text, turn),
            Input::Dismiss => self.dismiss(),
        }
    }

    /// Notices are put away for good, what the device says by itself for today.
    fn dismiss(&mut self) {
        let view = self.view();
        let (Some(on), kind) = (view.today, self.screen.kind) else { return };
        let what = view.dismissible(kind).map(str::to_owned);
        if kind == ScreenKind::Notice {
            self.durable.change().notices.put_away();
        } else if let Some(what) = what {
            let put_away = &mut self.durable.change().put_away;
            put_away.retain(|entry| entry.what != what);
            remember(put_away, PutAway { what, on });
        }
    }

    fn receive(&mut self, reply: Reply, bytes: &[u8], turn: &mut Turn<'_>) {
        let now = turn.reading.monotonic;
        match (self.link.pending.take(), reply) {
            (None, _) => turn.refuse(Check::Unasked),
            (Some(pending), Reply::Ok) => self.open(bytes, pending, turn),
            (Some(_), Reply::Busy { retry_after }) => {
                self.link.offline = true;
                self.link.fail(now, retry_after, turn.entropy);
            }
            (Some(Pending::CheckIn { .. }), Reply::SessionUnknown) => {
                self.link.renew = true;
                self.link.fail(now, None, turn.entropy);
            }
            (Some(Pending::CheckIn { .. }), Reply::TokenUsed | Reply::Refused) => self.rebuffed(turn),
            (Some(Pending::Hello { kind, .. }), _) => {
                // The grant for a used token may have been lost: the server knows the hardware by now.
                let is_used = kind == HelloKind::Enroll && reply == Reply::TokenUsed;
                self.link.recover |= is_used || kind == HelloKind::Renew;
                self.rebuffed(turn);
            }
        }
    }

    fn rebuffed(&mut self, turn: &mut Turn<'_>) {
        turn.refuse(Check::ServerRefused);
        self.link.fail(turn.reading.monotonic, None, turn.entropy);
    }

    fn open(&mut self, bytes: &[u8], pending: Pending, turn: &mut Turn<'_>) {
        let now = turn.reading.monotonic;
        let opened: Result<(Brought, Duration), Refusal> = match pending {
            Pending::Hello { digest, ephemeral, kind } => {
                self.take_grant(bytes, (digest, &ephemeral, kind), turn).map(|()| (Brought::News, now))
            }
            Pending::CheckIn { nonce, sent_at, .. } => {
                self.take_answer(bytes, &nonce, turn).map(|brought| (brought, sent_at))
            }
        };
        match opened {
            Ok((brought, sent_at)) => self.link.succeed(now, sent_at, brought),
            Err(refusal) => {
                turn.refuse(refusal);
                self.link.fail(now, None, turn.entropy);
            }
        }
    }

    /// The next request, if one is due. A phone whose contract is over has nothing more to say once its
    /// receipts are delivered, unless a new code was scanned.
    pub(crate) fn send(&mut self, turn: &mut Turn<'_>) -> Option<Output> {
        let receipts = &self.durable.get().receipts;
        if !self.link.is_open(turn.reading.monotonic, receipts.counter()) {
            return None;
        }
        let is_over = self.pin.as_ref().is_some_and(|pin| self.is_over(pin));
        let has_code =
            self.link.recover || self.durable.get().code.as_ref().is_some_and(|c| c.token.is_some());
        if is_over && !receipts.has_unconfirmed() && !has_code {
            self.link.pending = None;
            return None;
        }
        match self.wanted_hello(turn) {
            Some(kind) => self.send_hello(kind, turn),
            None => self.send_check_in(turn),
        }
    }

    /// The earliest monotonic time at which something changes by itself.
    pub(crate) fn wake_at(&self, turn: &Turn<'_>) -> Duration {
        let monotonic = turn.reading.monotonic;
        let in_trusted_time = |at: &Timestamp| {
            let wait = self.time.now().map_or(SignedDuration::ZERO, |now| at.duration_since(now));
            // One beat later, so that a rounded clock does not come too early for what it comes for.
            let wait = Duration::try_from(wait).unwrap_or_default().saturating_add(Duration::from_millis(1));
            monotonic.saturating_add(wait)
        };
        let changes = turn.changes_at.iter().map(in_trusted_time).min();
        let hourly = monotonic.saturating_add(Duration::try_from(TIME_SAVED_EVERY).unwrap_or_default());
        let link = self.link.wait_until(monotonic);
        [changes, link].into_iter().flatten().fold(hourly, Duration::min)
    }
}
