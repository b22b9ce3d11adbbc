use jiff::{SignedDuration, Timestamp};
use policy::Pack;
use serde::{Deserialize, Serialize};

/// Counts the time in which a phone was restricted without right: what the phone itself says, by receipts, of
/// the time after the right to restrict had ended and the pack's minutes to lift it were over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WrongfulMeter {
    /// All of it, in seconds.
    pub seconds: u64,
    /// The stretches of which the phone has not said all yet, oldest first.
    spans: Vec<Span>,
}

/// A stretch without a right to restrict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Span {
    from: Timestamp,
    /// A new right began; `None` while there is none.
    until: Option<Timestamp>,
    /// What was counted of it.
    seconds: u64,
}

/// What a receipt adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wrongful {
    /// Restricted without right.
    pub seconds: u64,
    /// Hours begun thereby, of each stretch by itself.
    pub hours: u64,
}

impl WrongfulMeter {
    /// Nothing may restrict any more since `at`; the phone has the pack's minutes to be told.
    pub fn right_ended(&mut self, at: Timestamp, pack: &Pack) {
        let minutes = SignedDuration::from_mins(i64::from(pack.restore_within_minutes));
        let from = at.checked_add(minutes).unwrap_or(Timestamp::MAX);
        match self.spans.last_mut().filter(|span| span.until.is_none()) {
            Some(open) => open.from = open.from.min(from),
            None => self.spans.push(Span { from, until: None, seconds: 0 }),
        }
    }

    /// A level rose with a warrant of its own.
    pub fn right_began(&mut self, at: Timestamp) {
        if let Some(open) = self.spans.last_mut().filter(|span| span.until.is_none()) {
            open.until = Some(at);
        }
        self.spans.retain(|span| span.until.is_none_or(|until| until > span.from));
    }

    /// The phone says that it was restricted from one instant to another, the next stretch after the one it
    /// said last.
    pub fn was_restricted(&mut self, from: Timestamp, to: Timestamp) -> Wrongful {
        let mut added = Wrongful::default();
        for span in &mut self.spans {
            let (start, end) = (from.max(span.from), to.min(span.until.unwrap_or(Timestamp::MAX)));
            let seconds = u64::try_from(start.duration_until(end).as_secs()).unwrap_or(0);
            let before = span.seconds;
            span.seconds = span.seconds.saturating_add(seconds);
            added.seconds = added.seconds.saturating_add(seconds);
            added.hours += span.seconds.div_ceil(SECONDS_AN_HOUR) - before.div_ceil(SECONDS_AN_HOUR);
        }
        self.seconds = self.seconds.saturating_add(added.seconds);
        // Receipts come in order: what ended before is complete.
        self.spans.retain(|span| span.until.is_none_or(|until| until > to));
        added
    }
}

const SECONDS_AN_HOUR: u64 = 3600;

#[cfg(test)]
mod tests;
