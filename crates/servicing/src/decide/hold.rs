use jiff::{SignedDuration, Timestamp};

use super::draft::Draft;
use crate::{Announced, Event, Hold, HoldKind, Refusal};

impl Draft<'_> {
    /// Keeps restrictions away. A hold for an announced payment always ends by itself (see [`Announced`]); for
    /// one that people decide, a later end replaces the earlier.
    pub(super) fn place_hold(&mut self, kind: HoldKind, until: Option<Timestamp>) -> Result<(), Refusal> {
        self.require_active("be put on hold")?;
        if until.is_some_and(|until| until <= self.now) {
            return Err(Refusal::HoldOver);
        }
        if kind == HoldKind::ReleasedByLender && until.is_some() {
            return Err(Refusal::HoldForGood);
        }
        self.expire_holds();
        let open = self.contract.holds.iter_mut().find(|hold| hold.kind == kind);
        let until = match (kind, open) {
            (HoldKind::PendingPayment, Some(_)) => return Ok(()),
            (HoldKind::PendingPayment, None) => Some(self.announce(until)?),
            (_, Some(open)) if open.until == until => return Ok(()),
            (_, _) => until,
        };
        let known = self.contract.holds.iter().position(|hold| hold.kind == kind);
        let since = known.map_or(self.now, |at| self.contract.holds.remove(at).since);
        self.contract.holds.push(Hold { kind, since, until });
        self.record(Event::HoldPlaced { kind, until });
        Ok(())
    }

    /// When a hold for an announced payment ends: what is asked, within the time that announcements share.
    fn announce(&mut self, until: Option<Timestamp>) -> Result<Timestamp, Refusal> {
        let hours = self.pack.pending_payment_hold_hours;
        let longest = self.now.checked_add(SignedDuration::from_hours(i64::from(hours)));
        let longest = longest.map_err(|_| Refusal::OutOfRange)?;
        if until.is_some_and(|until| until > longest) {
            return Err(Refusal::HoldTooLong(hours));
        }
        let Some(oldest_due_on) = self.contract.account.oldest_unpaid_due_on() else {
            return Err(Refusal::NothingOwed);
        };
        let running = self.contract.announced.as_ref();
        let running =
            running.filter(|known| known.oldest_due_on >= oldest_due_on && self.now < known.again_from());
        let end = match running {
            Some(known) if known.until <= self.now => {
                return Err(Refusal::HoldSpent { again_from: known.again_from() });
            }
            Some(known) => known.until,
            None => {
                self.contract.announced = Some(Announced { until: longest, oldest_due_on });
                longest
            }
        };
        Ok(until.map_or(end, |until| until.min(end)))
    }

    /// Ends a hold.
    pub(super) fn release_hold(&mut self, kind: HoldKind) -> Result<(), Refusal> {
        if kind == HoldKind::ReleasedByLender {
            return Err(Refusal::HoldForGood);
        }
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
