use jiff::{SignedDuration, Timestamp};

use super::draft::Draft;
use crate::{Event, Hold, HoldKind, Refusal};

impl Draft<'_> {
    /// Keeps restrictions away. A hold for an announced payment always ends by itself and can't be renewed
    /// while it runs, so that announcing is not a way to stay unlocked for ever.
    pub(super) fn place_hold(&mut self, kind: HoldKind, until: Option<Timestamp>) -> Result<(), Refusal> {
        self.require_active("be put on hold")?;
        let until = match kind {
            HoldKind::PendingPayment => Some(self.pending_payment_end(until)?),
            HoldKind::Dispute | HoldKind::Hardship => until,
        };
        if until.is_some_and(|until| until <= self.now) {
            return Err(Refusal::HoldTooLong(self.pack.pending_payment_hold_hours));
        }
        if self.contract.holds.iter().any(|hold| hold.kind == kind) {
            return Ok(());
        }
        self.contract.holds.push(Hold { kind, since: self.now, until });
        self.record(Event::HoldPlaced { kind, until });
        Ok(())
    }

    fn pending_payment_end(&self, until: Option<Timestamp>) -> Result<Timestamp, Refusal> {
        let hours = self.pack.pending_payment_hold_hours;
        let longest = self.now.checked_add(SignedDuration::from_hours(i64::from(hours)));
        let longest = longest.map_err(|_| Refusal::OutOfRange)?;
        match until {
            Some(until) if until > longest => Err(Refusal::HoldTooLong(hours)),
            Some(until) => Ok(until),
            None => Ok(longest),
        }
    }

    /// Ends a hold.
    pub(super) fn release_hold(&mut self, kind: HoldKind) -> Result<(), Refusal> {
        let before = self.contract.holds.len();
        self.contract.holds.retain(|hold| hold.kind != kind);
        if self.contract.holds.len() == before {
            return Err(Refusal::NoSuchHold);
        }
        self.record(Event::HoldReleased { kind });
        Ok(())
    }

    /// Ends the holds whose time is over.
    pub(super) fn expire_holds(&mut self) {
        let (over, running): (Vec<Hold>, Vec<Hold>) =
            self.contract.holds.drain(..).partition(|hold| hold.until.is_some_and(|until| until <= self.now));
        self.contract.holds = running;
        for hold in over {
            self.record(Event::HoldReleased { kind: hold.kind });
        }
    }
}
