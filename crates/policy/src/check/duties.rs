use std::collections::BTreeSet;

use super::bounds;
use crate::{Level, Pack, PackFault};

/// A warrant outlives its lender by this many days at most: the phones of a dead lender become free.
const MAX_WARRANT_DAYS: u16 = 31;
/// A week without news of payments is no ground to restrict anybody.
const MAX_FEED_AGE_HOURS: u16 = 168;
/// A day is the longest that a phone may stay restricted after its payment.
const MAX_RESTORE_MINUTES: u32 = 24 * 60;

impl Pack {
    pub(super) fn check_raise_hours(&self) -> Result<(), PackFault> {
        let hours = &self.raise_hours;
        if hours.from_hour >= hours.to_hour || hours.to_hour > 24 {
            return Err(PackFault::Hours { from_hour: hours.from_hour, to_hour: hours.to_hour });
        }
        let days: BTreeSet<_> = hours.weekdays.iter().filter(|day| (1..=7).contains(*day)).collect();
        if days.is_empty() || days.len() != hours.weekdays.len() {
            return Err(PackFault::Weekdays(hours.weekdays.clone()));
        }
        Ok(())
    }

    pub(super) fn check_lender_duties(&self) -> Result<(), PackFault> {
        bounds("pending_payment_hold_hours", self.pending_payment_hold_hours, 1, u16::MAX)?;
        bounds("feed_stale_after_hours", self.feed_stale_after_hours, 1, MAX_FEED_AGE_HOURS)?;
        if let Some(compensation) = &self.compensation {
            bounds("compensation per_hour_minor", compensation.per_hour_minor, 1, money::MAX_MINOR)?;
        }
        bounds("restore_within_minutes", self.restore_within_minutes, 1, MAX_RESTORE_MINUTES)?;
        bounds("warrant_valid_days", self.warrant_valid_days, 1, MAX_WARRANT_DAYS)
    }

    /// Invariant I12: the device's own notice must fit between `paid_through` and the day it may act.
    pub(super) fn check_silence(&self) -> Result<(), PackFault> {
        let Some(silence) = &self.silence else {
            return Ok(());
        };
        if !self.levels.iter().any(|rule| rule.level == Level::Limited) {
            return Err(PackFault::SilenceLevel);
        }
        bounds("silence limited_after_days", silence.limited_after_days, 1, u16::MAX)?;
        bounds("silence notice_days", silence.notice_days, 1, silence.limited_after_days)
    }
}
