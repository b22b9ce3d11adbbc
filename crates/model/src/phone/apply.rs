use policy::Level;

use super::Phone;
use super::accept::is_running;
use super::silence::Phase;
use crate::{Day, Rule, Rules, Truth};

impl Phone {
    /// Brings the level in line with what is known now, after everything that happens.
    pub(crate) fn settle(&mut self, rules: Rules, truth: &mut Truth) {
        let now = self.now(rules);
        let phase = self.judge_silence(now, rules);
        (self.level, self.is_silenced) = self.level_at(now, phase, rules);
        self.show_silence(phase, now, truth);
    }

    /// Trusted time, whatever the user's clock says.
    fn now(&self, rules: Rules) -> Day {
        if rules.keep(Rule::TrustedTime) {
            self.time
        } else {
            self.time.saturating_add_signed(self.clock_ahead)
        }
    }

    fn level_at(&self, now: Day, phase: Phase, rules: Rules) -> (Level, bool) {
        if self.is_released || !self.is_enrolled || now < self.codes.free_until {
            return (Level::None, false);
        }
        let warranted = self.warranted(now, rules);
        if phase != Phase::Limited || warranted >= Level::Limited {
            return (warranted, false);
        }
        if rules.keep(Rule::SilenceLimited) { (Level::Limited, true) } else { (Level::Locked, true) }
    }

    /// What the standing in force justifies.
    fn warranted(&self, now: Day, rules: Rules) -> Level {
        let Some(standing) = self.standing.as_ref().filter(|_| self.has_right) else { return Level::None };
        let is_running = standing.content.warrant.is_none_or(|warrant| is_running(&warrant, now));
        if is_running || !rules.keep(Rule::WarrantExpires) { standing.content.level } else { Level::None }
    }
}
