use policy::Level;

use super::draft::Draft;
use crate::LoggedWarrant;

impl Draft<'_> {
    /// What the device may be told: the wanted level, as far as a warrant that is in the log justifies it
    /// (invariant I8). A rise waits for the log; everything else never does: while the newest warrant is on
    /// its way, the one before still justifies a level that is not above the one last told.
    pub(super) fn told(&self) -> (Level, Option<&LoggedWarrant>) {
        let restriction = &self.contract.restriction;
        let Some(logged) = &restriction.logged else { return (Level::None, None) };
        let wanted = restriction.level.min(logged.level);
        let is_in_force = restriction.queued == Some(logged.digest);
        let is_allowed = wanted <= restriction.told_level || is_in_force && self.may_tell_rise();
        let level = if is_allowed { wanted } else { restriction.told_level };
        (level, Some(logged).filter(|_| level.is_restricted()))
    }

    /// The log may take its time. What forbids to raise (invariant I9) then forbids to tell.
    fn may_tell_rise(&self) -> bool {
        let warrant = self.contract.restriction.warrant.as_ref();
        self.contract.holds.is_empty()
            && warrant.is_some_and(|warrant| !warrant.is_stale(self.pack, self.now))
    }

    pub(super) fn note_told(&mut self, level: Level) {
        let restriction = &mut self.contract.restriction;
        if restriction.told_level != level {
            restriction.told_level = level;
            restriction.told_level_at = Some(self.now);
        }
    }

    /// Another key signs from now on. The device is told again; what was signed with a void key is as if it had
    /// never been, and the warrant goes to the log once more.
    pub(super) fn rekey(&mut self, void: bool) {
        self.tell_again = true;
        if void {
            self.contract.restriction.logged = None;
            self.contract.restriction.queued = None;
        }
    }
}
