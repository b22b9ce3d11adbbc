use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use policy::Level;

use super::draft::Draft;
use crate::{ContractStatus, Event, LowerReason, Refusal, WarrantTerm, standing, timer};

impl Draft<'_> {
    /// The highest level that law, contract and evidence allow at this instant (invariants I1, I2, I9).
    fn ceiling(&self) -> Level {
        let contract = &self.contract;
        let barred = contract.status != ContractStatus::Active
            || contract.device.enrolled.is_none()
            || contract.restriction.quittance.is_some()
            || contract.restriction.release.is_some()
            || contract.holds.iter().any(|hold| hold.kind.lifts());
        let run_out = contract.delinquency.as_ref().and_then(|d| d.all_run_out_at(self.pack));
        if barred || run_out.is_none_or(|at| at > self.now) {
            return Level::None;
        }
        let oldest = contract.oldest_noticed_due_on().filter(|_| self.phone_would_obey());
        let Some(oldest) = oldest else { return Level::None };
        let reached = |level: &Level| {
            let from = self.pack.from_dpd(*level, contract.rhythm());
            let day = from.and_then(|from| timer::day_after(oldest, from));
            day.is_some_and(|day| day <= self.today)
        };
        self.pack.levels.iter().map(|rule| rule.level).filter(reached).max().unwrap_or_default()
    }

    /// The phone refuses what neither its terms nor an allowed plan have, so it isn't asked.
    fn phone_would_obey(&self) -> bool {
        self.contract.warrant_plan(self.contract.account.overdue(self.today), self.today).is_allowed()
    }

    /// Lowers what is no longer allowed and restates the warrant of what stays, at any hour.
    pub(super) fn lower(&mut self) -> Result<(), Refusal> {
        let Some(warrant) = self.contract.restriction.warrant.clone() else { return Ok(()) };
        self.contract.restriction.logged.take_if(|logged| logged.expires_at <= self.now);
        if warrant.expires_at <= self.now {
            self.set_level(Level::None, LowerReason::WarrantEnded);
            return Ok(());
        }
        let ceiling = self.ceiling();
        if ceiling < self.contract.restriction.level {
            self.set_level(ceiling, self.why_lower());
        }
        if self.contract.restriction.level.is_restricted() {
            self.restate(&warrant)?;
        }
        Ok(())
    }

    fn why_lower(&self) -> LowerReason {
        if self.contract.holds.iter().any(|hold| hold.kind.lifts()) {
            LowerReason::Hold
        } else if !self.phone_would_obey() {
            LowerReason::OtherTerms
        } else {
            LowerReason::PartlyPaid
        }
    }

    /// What was paid, or taken back, changes the amount that lifts: the same evidence for it, not a day
    /// longer, and nothing more is named. Where the evidence does not reach, the device is freed.
    fn restate(&mut self, warrant: &WarrantTerm) -> Result<(), Refusal> {
        let contract = &self.contract;
        let named_through = contract.delinquency.as_ref().map(|delinquency| delinquency.named_through);
        let (Some(named_through), Some(oldest)) = (named_through, contract.oldest_noticed_due_on()) else {
            return Ok(());
        };
        let amount = contract.account.due_by(named_through);
        if amount == warrant.amount && oldest == warrant.oldest_due_on {
            return Ok(());
        }
        if self.reconciled_beyond_grace(oldest, warrant.reconciled_to)? {
            let term = WarrantTerm { issued_at: self.now, amount, oldest_due_on: oldest, ..*warrant };
            self.contract.restriction.warrant = Some(term);
            self.announce_renewal()
        } else {
            self.set_level(Level::None, LowerReason::PartlyPaid);
            Ok(())
        }
    }

    /// Until when payments are known, if that is enough to act on: no hold is open, no pause runs, the feed is not stale, and
    /// it reaches beyond the grace of what is oldest.
    pub(super) fn known_payments(
        &self,
        reconciled_to: Option<Timestamp>,
    ) -> Result<Option<Timestamp>, Refusal> {
        let Some(oldest) = self.contract.account.oldest_unpaid_due_on() else { return Ok(None) };
        let Some(reconciled_to) = reconciled_to.map(|at| at.min(self.now)) else { return Ok(None) };
        let stale = SignedDuration::from_hours(i64::from(self.pack.feed_stale_after_hours));
        let fresh = reconciled_to.duration_until(self.now) <= stale;
        let held = !self.contract.holds.is_empty() || self.contract.paused_until(self.today).is_some();
        let known = fresh && !held && self.reconciled_beyond_grace(oldest, reconciled_to)?;
        Ok(known.then_some(reconciled_to))
    }

    /// Raises by one step, or renews the warrant of the level in force.
    pub(super) fn raise_or_renew(&mut self, reconciled_to: Timestamp) -> Result<(), Refusal> {
        let Some(oldest) = self.contract.oldest_noticed_due_on() else { return Ok(()) };
        let (level, ceiling) = (self.contract.restriction.level, self.ceiling());
        let next = self.pack.next_level(level).filter(|next| *next <= ceiling && self.may_rise());
        if let Some(next) = next {
            self.issue_warrant(oldest, reconciled_to)?;
            self.raise_to(next)
        } else if self.renewal_is_due() {
            self.issue_warrant(oldest, reconciled_to)?;
            self.announce_renewal()
        } else {
            Ok(())
        }
    }

    fn reconciled_beyond_grace(&self, oldest: Date, reconciled_to: Timestamp) -> Result<bool, Refusal> {
        let end = timer::grace_over(oldest, self.pack).and_then(|day| self.contract.start_of(day));
        Ok(reconciled_to >= end.ok_or(Refusal::OutOfRange)?)
    }

    /// Decent hours, and the step before was told and lasted long enough.
    fn may_rise(&self) -> bool {
        self.contract.restriction.is_told()
            && timer::is_allowed_hour(&self.contract, self.pack, self.now)
            && timer::next_step_at(&self.contract, self.pack).is_none_or(|at| at <= self.now)
    }

    fn renewal_is_due(&self) -> bool {
        let overdue = self.contract.account.overdue(self.today);
        let warrant = self.contract.restriction.warrant.as_ref();
        let is_old = |warrant: &WarrantTerm| warrant.renew_at() <= self.now || warrant.amount != overdue;
        timer::is_told_too_late(&self.contract, self.pack, self.now) || warrant.is_some_and(is_old)
    }

    fn issue_warrant(&mut self, oldest: Date, reconciled_to: Timestamp) -> Result<(), Refusal> {
        self.contract.restriction.warrant = Some(WarrantTerm {
            issued_at: self.now,
            expires_at: WarrantTerm::expiry(self.now, self.pack.warrant_valid_days),
            reconciled_to,
            amount: self.contract.account.overdue(self.today),
            oldest_due_on: oldest,
        });
        self.name_through_yesterday()
    }

    fn name_through_yesterday(&mut self) -> Result<(), Refusal> {
        let yesterday = self.today.yesterday().map_err(|_| Refusal::OutOfRange)?;
        if let Some(delinquency) = &mut self.contract.delinquency {
            delinquency.named_through = yesterday;
        }
        Ok(())
    }

    fn raise_to(&mut self, to: Level) -> Result<(), Refusal> {
        let from = std::mem::replace(&mut self.contract.restriction.level, to);
        self.contract.restriction.changed_at = Some(self.now);
        self.contract.wrongful.right_began(self.now);
        if let Some(warrant) = standing::warrant(&self.contract, self.pack)? {
            self.record(Event::LevelRaised {
                from,
                to,
                warrant: warrant.digest(),
                amount: warrant.body.amount,
            });
        }
        Ok(())
    }

    fn announce_renewal(&mut self) -> Result<(), Refusal> {
        let level = self.contract.restriction.level;
        let expires_at = self.contract.restriction.warrant.as_ref().map(|term| term.expires_at);
        if let (Some(warrant), Some(expires_at)) = (standing::warrant(&self.contract, self.pack)?, expires_at)
        {
            self.record(Event::WarrantRenewed { level, warrant: warrant.digest(), expires_at });
        }
        Ok(())
    }

    /// Lowers to a level; the warrant goes with the last restriction.
    pub(super) fn set_level(&mut self, to: Level, reason: LowerReason) {
        let from = self.contract.restriction.level;
        if to >= from {
            return;
        }
        self.contract.restriction.level = to;
        self.contract.restriction.changed_at = Some(self.now);
        if !to.is_restricted() {
            self.contract.restriction.warrant = None;
            self.contract.restriction.queued = None;
            self.contract.restriction.logged = None;
        }
        self.note_lowered(to, reason);
        self.record(Event::LevelLowered { from, to, reason });
    }
}
