use super::bounds;
use crate::{Level, LevelRule, Pack, PackFault, Rhythm};

impl Pack {
    pub(super) fn check_levels(&self) -> Result<(), PackFault> {
        if self.locking_allowed && self.levels.is_empty() {
            return Err(PackFault::NoLevel);
        }
        if self.levels.iter().any(|rule| rule.level == Level::None) {
            return Err(PackFault::LevelNone);
        }
        for pair in self.levels.windows(2) {
            if let [before, rule] = pair {
                check_rises(before, rule)?;
            }
        }
        for rule in &self.levels {
            self.check_after_notices(rule)?;
        }
        if self.levels.len() > 1 {
            bounds("step_days", self.step_days, 1, u16::MAX)?;
        }
        Ok(())
    }

    fn check_after_notices(&self, rule: &LevelRule) -> Result<(), PackFault> {
        let (level, least) = (rule.level, self.notices_run_out_dpd());
        for (field, rhythm) in RHYTHMS {
            let day = rule.day(rhythm);
            if u32::from(day) < least {
                return Err(PackFault::LevelBeforeNotices { level, field, day, least });
            }
        }
        Ok(())
    }
}

const RHYTHMS: [(&str, Rhythm); 2] =
    [("from_dpd", Rhythm::Longer), ("from_dpd_weekly", Rhythm::WeeklyOrShorter)];

fn check_rises(before: &LevelRule, rule: &LevelRule) -> Result<(), PackFault> {
    let level = rule.level;
    if level <= before.level {
        return Err(PackFault::LevelOrder { level, before: before.level });
    }
    for (field, rhythm) in RHYTHMS {
        let (day, least) = (rule.day(rhythm), before.day(rhythm));
        if day < least {
            return Err(PackFault::LevelFalls { level, field, day, least });
        }
    }
    Ok(())
}
