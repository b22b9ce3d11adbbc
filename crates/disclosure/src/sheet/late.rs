use money::Money;
use policy::{Channel, FloorItem, Level, NoticeRule, Status};

use super::{Block, Section, amount};
use crate::Subject;
use crate::texts::Texts;

/// What happens on late payment, as the contract's policy pack has it: nothing that it doesn't say can happen.
pub(super) fn section(subject: &Subject<'_>, texts: &Texts) -> Section {
    let pack = subject.pack;
    let grace = texts.with("late-grace", [("days", pack.grace_days.into())]);
    let mut blocks = vec![Block::Text(grace)];
    if pack.locking_allowed && !pack.levels.is_empty() {
        blocks.extend(restriction(subject, texts));
    } else {
        blocks.push(Block::Text(texts.say("late-never")));
    }
    let rules = texts.with(
        "late-rules",
        [
            ("title", pack.title.as_str().into()),
            ("version", pack.version.to_string().into()),
            ("status", texts.say(status(pack.status)).into()),
        ],
    );
    blocks.push(Block::Text(format!("{rules} {}", pack.source)));
    Section { heading: texts.say("late"), blocks }
}

/// Notices, levels, floor and release.
fn restriction(subject: &Subject<'_>, texts: &Texts) -> Vec<Block> {
    let pack = subject.pack;
    let notices = pack.notices.iter().map(|rule| notice(rule, texts)).collect();
    let levels = pack.levels.iter().filter_map(|rule| {
        let from = rule.day(subject.rhythm);
        Some(texts.with(level(rule.level)?, [("from", from.into())]))
    });
    let floor = pack.floor.items().map(|item| texts.say(floor_item(item))).collect();
    let mut blocks = vec![
        Block::Text(texts.say("late-notices")),
        Block::List(notices),
        Block::Text(texts.say("late-levels")),
        Block::List(levels.collect()),
        Block::Text(hours(subject, texts)),
        Block::Text(texts.say("late-dispute")),
        Block::Text(texts.say("late-floor")),
        Block::List(floor),
        Block::Text(texts.with("late-lifted", [("minutes", pack.restore_within_minutes.into())])),
    ];
    if let Some(rule) = &pack.silence {
        blocks.push(Block::Text(texts.with("late-silence", [("days", rule.limited_after_days.into())])));
    }
    if let Some(rule) = &pack.compensation
        && let Ok(per_hour) = Money::from_minor(rule.per_hour_minor, rule.currency)
    {
        blocks.push(Block::Text(texts.with("late-compensation", [("amount", amount(per_hour).into())])));
    }
    blocks.push(Block::Text(texts.say("late-free")));
    blocks
}

fn notice(rule: &NoticeRule, texts: &Texts) -> String {
    let channels: Vec<String> = rule.channels.iter().map(|&by| texts.say(channel(by))).collect();
    let all = usize::from(rule.min_channels) >= channels.len();
    let channels = texts.list(&channels, if all { "and" } else { "or" });
    texts.with(
        "late-notice",
        [("from", rule.at_dpd.into()), ("channels", channels.into()), ("days", rule.cure_days.into())],
    )
}

/// When a restriction may begin, and how long each step lasts at least.
fn hours(subject: &Subject<'_>, texts: &Texts) -> String {
    let hours = &subject.pack.raise_hours;
    let name = |day: u8| texts.say(&format!("weekday-{day}"));
    let follow = hours.weekdays.windows(2).all(|pair| matches!(pair, [a, b] if a.checked_add(1) == Some(*b)));
    let weekdays = match hours.weekdays.as_slice() {
        [first, _, .., last] if follow => {
            texts.with("weekdays-range", [("first", name(*first).into()), ("last", name(*last).into())])
        }
        days => texts.list(&days.iter().map(|&day| name(day)).collect::<Vec<_>>(), "and"),
    };
    texts.with(
        "late-hours",
        [
            ("from", hours.from_hour.into()),
            ("to", hours.to_hour.into()),
            ("weekdays", weekdays.into()),
            ("days", subject.pack.step_days.into()),
        ],
    )
}

const fn level(level: Level) -> Option<&'static str> {
    match level {
        Level::None => None,
        Level::Reminder => Some("late-reminder"),
        Level::Limited => Some("late-limited"),
        Level::Locked => Some("late-locked"),
    }
}

const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::OnDevice => "channel-on-device",
        Channel::Sms => "channel-sms",
        Channel::Email => "channel-email",
        Channel::Letter => "channel-letter",
    }
}

const fn floor_item(item: FloorItem) -> &'static str {
    match item {
        FloorItem::EmergencyCalls => "floor-emergency-calls",
        FloorItem::IncomingCalls => "floor-incoming-calls",
        FloorItem::PublicAlerts => "floor-public-alerts",
        FloorItem::LenderContact => "floor-lender-contact",
        FloorItem::PayPage => "floor-pay-page",
        FloorItem::OwnData => "floor-own-data",
        FloorItem::Internet => "floor-internet",
    }
}

const fn status(status: Status) -> &'static str {
    match status {
        Status::House => "status-house",
        Status::Draft => "status-draft",
        Status::Model => "status-model",
        Status::InForce => "status-in-force",
    }
}
