use policy::{LevelRule, NoticeRule, Pack};

use crate::api::types::{LevelRuleView, NoticeRuleView, PolicyView};

/// A policy pack.
pub(crate) fn policy(pack: &Pack) -> PolicyView {
    let Pack { id, version, title, status, source, .. } = pack.clone();
    PolicyView {
        id,
        version,
        digest: pack.digest(),
        title,
        status,
        source,
        locking_allowed: pack.locking_allowed,
        grace_days: pack.grace_days,
        notices: pack.notices.iter().map(notice).collect(),
        levels: pack.levels.iter().map(level).collect(),
        step_days: pack.step_days,
        floor: pack.floor.items().collect(),
        raise_hours: pack.raise_hours.clone(),
        pending_payment_hold_hours: pack.pending_payment_hold_hours,
        feed_stale_after_hours: pack.feed_stale_after_hours,
        compensation: pack.compensation.clone(),
        restore_within_minutes: pack.restore_within_minutes,
        warrant_valid_days: pack.warrant_valid_days,
        silence: pack.silence.clone(),
    }
}

fn notice(rule: &NoticeRule) -> NoticeRuleView {
    NoticeRuleView {
        key: rule.key.to_string(),
        at_dpd: rule.at_dpd,
        cure_days: rule.cure_days,
        channels: rule.channels.clone(),
        min_channels: rule.min_channels,
    }
}

fn level(rule: &LevelRule) -> LevelRuleView {
    LevelRuleView { level: rule.level, from_dpd: rule.from_dpd, from_dpd_weekly: rule.from_dpd_weekly }
}
