use jiff::Timestamp;
use jiff::civil::Date;
use loan::ledger;
use money::Money;
use policy::Level;

use super::draft::Draft;
use crate::{Event, LowerReason, Refusal};

impl Draft<'_> {
    /// Remembers when the money that is being allocated was there: a value date of today is now; an earlier day
    /// counts as its end, as nobody knows the hour.
    pub(super) fn paid_on(&mut self, value_on: Date) {
        let end = value_on.tomorrow().ok().and_then(|day| self.contract.start_of(day));
        self.paid_at = end.map(|end| end.min(self.now));
    }

    /// A level fell: if money did it, the right to restrict ended when the money was there.
    pub(super) fn note_lowered(&mut self, to: Level, reason: LowerReason) {
        let by_money = matches!(reason, LowerReason::Paid | LowerReason::PartlyPaid | LowerReason::Settled);
        if !to.is_restricted() && by_money {
            self.contract.wrongful.right_ended(self.paid_at.unwrap_or(self.now), self.pack);
        }
    }

    /// The phone says what it has been until `to`. Time without right is owed for by the pack.
    pub(super) fn count_wrongful(&mut self, to: Timestamp) -> Result<(), Refusal> {
        let Some(applied) = &self.contract.restriction.applied else { return Ok(()) };
        if !applied.level.is_restricted() {
            return Ok(());
        }
        let added = self.contract.wrongful.was_restricted(applied.at, to);
        if added.seconds == 0 {
            return Ok(());
        }
        let compensation = self.compensation(added.hours)?;
        if let Some(posting) = compensation.and_then(|amount| ledger::compensation(amount, self.today)) {
            self.post(posting);
        }
        self.record(Event::WithoutRight { seconds: added.seconds, hours: added.hours, compensation });
        Ok(())
    }

    fn compensation(&self, hours: u64) -> Result<Option<Money>, Refusal> {
        let Some(price) = &self.pack.compensation else { return Ok(None) };
        let hours = i64::try_from(hours).map_err(|_| Refusal::OutOfRange)?;
        let minor = price.per_hour_minor.checked_mul(hours).ok_or(Refusal::OutOfRange)?;
        Ok(Some(Money::from_minor(minor, price.currency)?))
    }
}
