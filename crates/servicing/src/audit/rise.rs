use jiff::SignedDuration;

use super::Case;

impl Case<'_> {
    /// I9.
    pub(super) fn hold_fault(&self) -> Option<&'static str> {
        let rises = self.level() > self.before.restriction.level;
        if !rises && !self.is_renewed() {
            return None;
        }
        if !self.after.holds.is_empty() {
            return Some("a warrant was issued while a hold was open");
        }
        let today = self.after.day(self.now);
        if self.after.account.pauses().iter().any(|pause| pause.from <= today && today < pause.ends_on()) {
            return Some("a warrant was issued while delinquency was paused");
        }
        let stale = SignedDuration::from_hours(i64::from(self.pack.feed_stale_after_hours));
        let age = self.after.restriction.warrant.as_ref()?.reconciled_to.duration_until(self.now);
        if age > stale || age.is_negative() {
            return Some("a warrant was issued while the payment feed was stale");
        }
        if rises { self.step_fault() } else { None }
    }

    /// A restatement keeps the end that a warrant had; only a new one ends later.
    fn is_renewed(&self) -> bool {
        let ends = |warrant: &crate::WarrantTerm| warrant.expires_at;
        let before = self.before.restriction.warrant.as_ref().map(ends);
        self.after.restriction.warrant.as_ref().map(ends) > before
    }

    fn step_fault(&self) -> Option<&'static str> {
        let local = self.after.local(self.now);
        let hour = u8::try_from(local.hour()).ok()?;
        if !self.pack.raise_hours.allow(local.weekday(), hour) {
            return Some("a level rose outside the pack's hours");
        }
        let before = &self.before.restriction;
        if self.pack.levels.iter().any(|rule| before.level < rule.level && rule.level < self.level()) {
            return Some("a level was skipped");
        }
        if before.told_level < before.level {
            return Some("a level rose before the device was told the step before");
        }
        let rested = before.changed_at.map(|since| since.duration_until(self.now));
        let least = SignedDuration::from_hours(i64::from(self.pack.step_days) * 24);
        let early = before.level.is_restricted() && rested.is_some_and(|rested| rested < least);
        early.then_some("a level rose before its time on the step before")
    }
}
