use std::collections::BTreeSet;

use super::{bounds, is_name};
use crate::{NoticeRule, Pack, PackFault};

/// The most notices a pack may demand.
pub(crate) const MAX_NOTICES: usize = 16;

impl Pack {
    /// The first day past due on which every notice can have run out: each is sent on its day or when the one
    /// before it has run out, whichever is later. 0 for a pack without notices.
    #[must_use]
    pub fn notices_run_out_dpd(&self) -> u32 {
        self.notices.iter().fold(0, |run_out, notice| {
            run_out.max(u32::from(notice.at_dpd)).saturating_add(u32::from(notice.cure_days))
        })
    }

    pub(super) fn check_notices(&self) -> Result<(), PackFault> {
        if self.locking_allowed && self.notices.is_empty() {
            return Err(PackFault::NoNotice);
        }
        if self.notices.len() > MAX_NOTICES {
            return Err(PackFault::TooManyNotices(self.notices.len()));
        }
        let mut keys = BTreeSet::new();
        let mut least = 0;
        for notice in &self.notices {
            if !keys.insert(&notice.key) {
                return Err(PackFault::NoticeTwice(notice.key.clone()));
            }
            self.check_day(notice, least)?;
            check_delivery(notice)?;
            least = notice.at_dpd;
        }
        Ok(())
    }

    fn check_day(&self, notice: &NoticeRule, least: u16) -> Result<(), PackFault> {
        let (key, at_dpd, grace_days) = (notice.key.clone(), notice.at_dpd, self.grace_days);
        if at_dpd < least {
            return Err(PackFault::NoticeOrder { key, at_dpd, least });
        }
        // On the last day of grace, and so on day 0 of a pack without grace, nothing is overdue yet.
        if at_dpd <= grace_days {
            return Err(PackFault::NoticeInGrace { key, at_dpd, grace_days });
        }
        Ok(())
    }
}

fn check_delivery(notice: &NoticeRule) -> Result<(), PackFault> {
    let key = &notice.key;
    if !is_name(&key.0) {
        return Err(PackFault::NoticeName(key.clone()));
    }
    bounds(format!("notice `{key}` cure_days"), notice.cure_days, 1, u16::MAX)?;
    if notice.channels.is_empty() {
        return Err(PackFault::NoChannel(key.clone()));
    }
    let mut seen = BTreeSet::new();
    for channel in &notice.channels {
        if !seen.insert(channel) {
            return Err(PackFault::ChannelTwice { key: key.clone(), channel: *channel });
        }
    }
    // There are fewer channels than 255, and each is listed once.
    let most = u8::try_from(notice.channels.len()).unwrap_or(u8::MAX);
    bounds(format!("notice `{key}` min_channels"), notice.min_channels, 1, most)
}
