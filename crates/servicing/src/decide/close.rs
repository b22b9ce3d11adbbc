use jiff::Timestamp;
use loan::ledger;

use super::draft::Draft;
use crate::{ContractStatus, CuredBy, Event, LowerReason, Refusal, timer};
use money::Money;
use policy::Level;
use proof::Digest;

impl Draft<'_> {
    /// What time and money alone bring about, after every command: interest is earned, holds and payoffs
    /// lapse, an offer is accepted, a paid delinquency is cured, a paid contract ends, a level falls. Nothing here restricts.
    pub(super) fn pass_time(&mut self) -> Result<(), Refusal> {
        // What a promised payoff kept away is charged when it is over.
        self.lapse_payoff();
        self.charge_late_fees()?;
        self.fall_due()?;
        self.expire_holds();
        self.lapse_help()?;
        self.follow_settlement();
        if self.contract.account.is_settled()
            && matches!(self.contract.status, ContractStatus::Active | ContractStatus::Unsecured)
        {
            self.end()?;
        }
        self.cure();
        self.lower()
    }

    /// What only a wake may do: warn, begin or deepen a restriction, one step at a time. Nothing of it happens
    /// while a hold is open or payments are not known up to now (invariant I9): whoever may have paid is not
    /// even warned.
    pub(super) fn wake(&mut self, reconciled_to: Option<Timestamp>) -> Result<(), Refusal> {
        if !self.contract.is_active() {
            return Ok(());
        }
        let Some(reconciled_to) = self.known_payments(reconciled_to)? else { return Ok(()) };
        self.issue_notice()?;
        self.raise_or_renew(reconciled_to)
    }

    fn fall_due(&mut self) -> Result<(), Refusal> {
        if matches!(self.contract.status, ContractStatus::Offered | ContractStatus::Cancelled) {
            return Ok(());
        }
        let (after, today) = (self.contract.fell_due_through, self.today);
        let coming = self.contract.account.rows().iter().filter(|row| Some(row.due_on) > after);
        let due: Vec<_> = coming.filter(|row| row.due_on <= today).copied().collect();
        for row in due {
            self.contract.fell_due_through = self.contract.fell_due_through.max(Some(row.due_on));
            if self.contract.status == ContractStatus::Active {
                self.record(Event::InstallmentDue { number: row.number, amount: row.due.total()? });
            }
        }
        self.earn_interest()?;
        self.note_overdue();
        Ok(())
    }

    /// Where interest follows what is owed, what is overdue bore it until today.
    pub(super) fn reckon_interest(&mut self) -> Result<(), Refusal> {
        if matches!(self.contract.status, ContractStatus::Offered | ContractStatus::Cancelled) {
            return Ok(());
        }
        let changed = self.contract.account.reckon(self.today)?;
        if let Some(posting) = ledger::interest_recalculated(changed, self.today) {
            self.post(posting);
        }
        Ok(())
    }

    /// Posts the difference between the interest that is income by today and what was posted before.
    fn earn_interest(&mut self) -> Result<(), Refusal> {
        let earned = self.contract.account.earned_interest(self.today);
        let difference = earned.minus(self.contract.interest_earned)?;
        if let Some(posting) = ledger::interest_earned(difference, self.today) {
            self.post(posting);
        }
        self.contract.interest_earned = earned;
        Ok(())
    }

    fn note_overdue(&mut self) {
        let oldest = self.contract.account.oldest_unpaid_due_on().filter(|due_on| *due_on < self.today);
        if let Some(since) = oldest.filter(|since| self.contract.overdue_noted != Some(*since))
            && self.contract.is_active()
        {
            self.record(Event::Overdue { amount: self.contract.account.overdue(self.today), since });
        }
        self.contract.overdue_noted = oldest;
    }

    pub(super) fn lapse_payoff(&mut self) {
        let lapses_at =
            self.contract.payoff.and_then(|agreement| timer::payoff_lapses_at(&self.contract, &agreement));
        if lapses_at.is_some_and(|at| at <= self.now) {
            self.lapse_payoff_now();
        }
    }

    pub(super) fn lapse_payoff_now(&mut self) {
        if self.contract.payoff.take().is_some() {
            self.record(Event::PayoffLapsed);
        }
    }

    /// Nothing is left to pay: the device is free for good (invariant I4).
    fn end(&mut self) -> Result<(), Refusal> {
        let account = &self.contract.account;
        let (total_paid, rebate) = (account.received().minus(account.credit())?, account.waived_interest());
        self.contract.payoff = None;
        self.contract.holds.clear();
        self.contract.delinquency = None;
        self.set_level(Level::None, LowerReason::Settled);
        self.contract.status = ContractStatus::Settled;
        self.contract.settled_on = self.contract.settled_on.or(Some(self.today));
        self.contract.total_paid = self.contract.total_paid.or(Some(total_paid));
        self.record(Event::Settled { total_paid, rebate });
        Ok(())
    }

    /// The ombudsman freed the device: what is owed stays owed, and no phone stands behind it any more. The first
    /// release counts; another one changes nothing.
    pub(super) fn free(&mut self, release: Digest) -> Result<(), Refusal> {
        if !matches!(
            self.contract.status,
            ContractStatus::Active | ContractStatus::Settled | ContractStatus::Unsecured
        ) {
            return Err(self.wrong_status("be freed"));
        }
        if self.contract.restriction.release.is_some() {
            return Ok(());
        }
        self.contract.restriction.release = Some(release);
        self.contract.holds.clear();
        self.contract.delinquency = None;
        self.set_level(Level::None, LowerReason::Ombudsman);
        if self.contract.is_active() {
            self.contract.status = ContractStatus::Unsecured;
        }
        self.tell_again = true;
        self.record(Event::Freed { release });
        Ok(())
    }

    /// Everything the last notice or warrant named is paid: the slate is clean (invariants I2, I3). What the device
    /// was told to pay is enough, even if a warrant that names more waits for the log.
    fn cure(&mut self) {
        let Some(delinquency) = &self.contract.delinquency else { return };
        let told = self.contract.restriction.logged.as_ref().and_then(|logged| logged.named_through);
        let named = [Some(delinquency.named_through), told];
        if named.into_iter().flatten().any(|day| self.contract.account.due_by(day).is_zero()) {
            self.end_delinquency(LowerReason::Paid, CuredBy::Payment);
        }
    }

    /// What the warrant in force names came in one sum: that lifts, wherever the allocation put the money (invariant
    /// I3).
    pub(super) fn lift_if_paid(&mut self, amount: Option<Money>) {
        let named = self.contract.restriction.warrant.as_ref().map(|warrant| warrant.amount);
        if named.is_some() && amount >= named {
            self.end_delinquency(LowerReason::Paid, CuredBy::Payment);
        }
    }

    /// Every notice is needed anew before anything is restricted again.
    pub(super) fn end_delinquency(&mut self, reason: LowerReason, by: CuredBy) {
        let Some(delinquency) = self.contract.delinquency.take() else { return };
        self.set_level(Level::None, reason);
        self.record(Event::Cured { since: delinquency.since, by });
    }
}
