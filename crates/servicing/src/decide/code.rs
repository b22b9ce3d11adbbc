use jiff::Unit;
use jiff::civil::Date;
use policy::Level;
use proof::code::{Instruction, InstructionKind, next_count};

use super::draft::Draft;
use crate::{Codes, Event, Refusal, timer};

impl Draft<'_> {
    /// A code is given out: it frees a phone without network, and never longer than nothing could restrict it
    /// anyway. What follows is counted, so that device and server agree.
    pub(super) fn issue_code(&mut self, instruction: Instruction) -> Result<(), Refusal> {
        if self.contract.device.enrolled.is_none() {
            return Err(Refusal::NotEnrolled);
        }
        let free_until = match instruction {
            Instruction::AddTime(days) => self.free_until(days, self.contract.codes.free_until)?,
            Instruction::SetTime(days) => self.free_until(days, None)?,
            Instruction::Disable if self.contract.restriction.quittance.is_some() => None,
            Instruction::Disable => return Err(Refusal::CodeBeforeQuittance),
            Instruction::CounterSync => {
                self.require_active("synchronize the device's count")?;
                self.contract.codes.free_until
            }
        };
        let count = self.next_code(instruction)?;
        let codes = &mut self.contract.codes;
        let before = if codes.last_on == Some(self.today) { codes.on_that_day } else { 0 };
        if before >= Codes::PER_DAY {
            return Err(Refusal::TooManyCodes(Codes::PER_DAY));
        }
        *codes = Codes {
            count,
            free_until,
            last_on: Some(self.today),
            on_that_day: before + 1,
            applied: codes.applied,
        };
        let days = match instruction {
            Instruction::AddTime(days) | Instruction::SetTime(days) => Some(days),
            Instruction::Disable | Instruction::CounterSync => None,
        };
        self.record(Event::CodeIssued { count, kind: instruction.kind(), days });
        Ok(())
    }

    fn next_code(&self, instruction: Instruction) -> Result<u32, Refusal> {
        let codes = &self.contract.codes;
        let count = next_count(codes.count, instruction).ok_or(Refusal::OutOfRange)?;
        let is_within_reach = count <= codes.applied.saturating_add(Codes::REACH);
        // A synchronization reaches further, which is what it is for.
        let is_sync = instruction.kind() == InstructionKind::CounterSync;
        if is_within_reach || is_sync { Ok(count) } else { Err(Refusal::CodesUntyped) }
    }

    /// Until which day a code frees that is typed today, after the time of those `before`. By what the server
    /// knows nothing is restricted now and nothing could be until then.
    fn free_until(&self, days: u32, before: Option<Date>) -> Result<Option<Date>, Refusal> {
        self.require_active("be given a code")?;
        if self.contract.restriction.level > Level::None {
            return Err(Refusal::CodeWhileRestricted);
        }
        let end = self.restrictable_on().into_iter().chain(self.held_until()).max();
        let end = end.filter(|end| *end > self.today).ok_or(Refusal::CodeBeforeRestriction)?;
        let start = before.filter(|before| *before > self.today).unwrap_or(self.today);
        if start >= end {
            return Err(Refusal::CodeTimeGiven { until: start });
        }
        let span = start.until((Unit::Day, end)).map_err(|_| Refusal::OutOfRange)?;
        let longest = u16::try_from(span.get_days()).unwrap_or(MAX_DAYS).min(MAX_DAYS);
        let days = u16::try_from(days).ok().filter(|days| (1..=longest).contains(days));
        let days = days.ok_or(Refusal::CodeDays { longest })?;
        Ok(timer::day_after(start, days))
    }

    /// As long as a hold lifts.
    fn held_until(&self) -> Option<Date> {
        let lifting = self.contract.holds.iter().filter(|hold| hold.kind.lifts());
        let ends = lifting.filter_map(|hold| match hold.until {
            Some(until) => Some(self.contract.day(until)),
            None => timer::day_after(self.today, Codes::OPEN_END_DAYS),
        });
        ends.max()
    }

    /// The first day on which the oldest unpaid installment could restrict: grace and the lowest level's days
    /// past due are over. Where nothing can ever restrict, so far as a code reaches.
    fn restrictable_on(&self) -> Option<Date> {
        let contract = &self.contract;
        let due_on = contract.account.oldest_unpaid_due_on()?;
        let lowest = self.pack.next_level(Level::None);
        let Some(from) = lowest.and_then(|level| self.pack.from_dpd(level, contract.rhythm())) else {
            return timer::day_after(self.today, MAX_DAYS);
        };
        timer::day_after(due_on, from).max(timer::grace_over(due_on, self.pack))
    }
}

/// What nine digits can carry.
const MAX_DAYS: u16 = 995;
