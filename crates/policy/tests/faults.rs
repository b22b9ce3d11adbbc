//! Each rule of [`policy::Pack::check`], attacked: a good pack with one thing changed is refused for that thing.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "helpers of tests")]

use policy::{Channel, Floor, FloorItem, Level, NoticeKey, Pack, PackFault, SilenceRule, find};

fn house() -> Pack {
    find("house", 1).unwrap()
}

fn fault(change: impl FnOnce(&mut Pack)) -> PackFault {
    let mut pack = house();
    change(&mut pack);
    pack.check().expect_err("the change was accepted")
}

/// The number is refused at every bad value, and the message names the field.
fn assert_bounds<N: Copy + std::fmt::Debug>(field: &str, bad: &[N], set: impl Fn(&mut Pack, N)) {
    for value in bad {
        let fault = fault(|pack| set(pack, *value));
        assert!(
            matches!(&fault, PackFault::OutOfBounds { field: named, .. } if named == field),
            "{value:?}: {fault}"
        );
    }
}

#[test]
fn heading() {
    for id in [
        "",
        "House",
        "in_rbi",
        "-house",
        "house-",
        "in--rbi",
        "house 2",
        "häuser",
        "../house",
        &"a".repeat(65),
    ] {
        assert!(matches!(fault(|pack| pack.id.0 = id.to_owned()), PackFault::Id(_)), "{id} was accepted");
    }
    assert_bounds("version", &[0], |pack, value| pack.version = value);
    for text in ["", "  ", "two\nlines", "bell\u{7}", &"x".repeat(501)] {
        for (field, wrong) in [
            ("title", fault(|pack| pack.title = text.to_owned())),
            ("source", fault(|pack| pack.source = text.to_owned())),
        ] {
            assert!(
                matches!(wrong, PackFault::Text { field: named, .. } if named == field),
                "{text:?}: {wrong}"
            );
        }
    }
}

#[test]
fn i5_a_pack_cannot_take_the_floor_away() {
    assert_eq!(
        fault(|pack| pack.floor = Floor::default()),
        PackFault::FloorLacks(FloorItem::REQUIRED.to_vec()),
        "an empty floor"
    );
    for item in FloorItem::REQUIRED {
        let rest = FloorItem::REQUIRED.into_iter().filter(|other| *other != item);
        assert_eq!(fault(|pack| pack.floor = Floor::new(rest)), PackFault::FloorLacks(vec![item]));
    }
    // Also where locking is forbidden.
    let mut pack = find("br-locking-forbidden", 1).unwrap();
    pack.floor = Floor::default();
    assert!(pack.check().is_err());
}

#[test]
fn forbidden_locking_knows_no_lock() {
    let (levels, notices, silence) = (house().levels, house().notices, house().silence);
    let forbidden = || find("br-locking-forbidden", 1).unwrap();
    for pack in [
        Pack { levels, ..forbidden() },
        Pack { notices, ..forbidden() },
        Pack { silence, ..forbidden() },
        Pack { locking_allowed: false, ..house() },
    ] {
        assert!(matches!(pack.check(), Err(PackFault::NotAllowed(_))), "{pack:?}");
    }
    assert_eq!(fault(|pack| pack.levels.clear()), PackFault::NoLevel);
}

#[test]
fn i2_no_lock_without_a_notice() {
    assert_eq!(fault(|pack| pack.notices.clear()), PackFault::NoNotice);
    assert_bounds("notice `final` cure_days", &[0], |pack, value| pack.notices[1].cure_days = value);
    assert_bounds("notice `first` min_channels", &[0, 3, u8::MAX], |pack, value| {
        pack.notices[0].min_channels = value;
    });
    let nobody = fault(|pack| pack.notices[0].channels.clear());
    assert_eq!(nobody, PackFault::NoChannel(NoticeKey("first".to_owned())));
    let twice = fault(|pack| pack.notices[0].channels = vec![Channel::Sms, Channel::Sms]);
    assert!(matches!(twice, PackFault::ChannelTwice { channel: Channel::Sms, .. }), "{twice}");
}

#[test]
fn notices_come_in_order_and_after_grace() {
    let twice = fault(|pack| pack.notices[1].key = pack.notices[0].key.clone());
    assert_eq!(twice, PackFault::NoticeTwice(NoticeKey("first".to_owned())));
    let falls = fault(|pack| pack.notices.swap(0, 1));
    assert!(matches!(falls, PackFault::NoticeOrder { at_dpd: 5, least: 14, .. }), "{falls}");
    for day in [0, house().grace_days] {
        let early = fault(|pack| pack.notices[0].at_dpd = day);
        assert!(matches!(early, PackFault::NoticeInGrace { at_dpd, .. } if at_dpd == day), "{early}");
    }
    let on_day_zero = fault(|pack| (pack.grace_days, pack.notices[0].at_dpd) = (0, 0));
    assert!(matches!(on_day_zero, PackFault::NoticeInGrace { .. }), "{on_day_zero}");
    assert!(matches!(fault(|pack| pack.notices[0].key.0.clear()), PackFault::NoticeName(_)));
    let many = fault(|pack| pack.notices = vec![pack.notices[0].clone(); 17]);
    assert_eq!(many, PackFault::TooManyNotices(17));
}

#[test]
fn levels_rise() {
    assert_eq!(fault(|pack| pack.levels[0].level = Level::None), PackFault::LevelNone);
    for wrong in [fault(|pack| pack.levels.swap(0, 2)), fault(|pack| pack.levels[1].level = Level::Reminder)]
    {
        assert!(matches!(wrong, PackFault::LevelOrder { .. }), "{wrong}");
    }
    let falls = fault(|pack| pack.levels[2].from_dpd = 27);
    assert!(matches!(falls, PackFault::LevelFalls { field: "from_dpd", day: 27, least: 28, .. }), "{falls}");
    // `from_dpd` counts for weekly contracts where no weekly day is given.
    let weekly = fault(|pack| pack.levels[1].from_dpd_weekly = Some(20));
    assert!(matches!(weekly, PackFault::LevelFalls { field: "from_dpd_weekly", least: 21, .. }), "{weekly}");
    assert_bounds("step_days", &[0], |pack, value| pack.step_days = value);
}

#[test]
fn i2_no_level_before_the_notices_have_run_out() {
    assert_eq!(house().notices_run_out_dpd(), 19);
    let early = fault(|pack| pack.levels[0].from_dpd = 18);
    assert!(matches!(early, PackFault::LevelBeforeNotices { field: "from_dpd", least: 19, .. }), "{early}");
    let weekly = fault(|pack| pack.levels[0].from_dpd_weekly = Some(18));
    assert!(matches!(weekly, PackFault::LevelBeforeNotices { field: "from_dpd_weekly", .. }), "{weekly}");
    // A long first notice pushes the second one: 5 + 12 + 5 = 22, though 14 + 5 = 19.
    let pushed = fault(|pack| pack.notices[0].cure_days = 12);
    assert!(matches!(pushed, PackFault::LevelBeforeNotices { least: 22, .. }), "{pushed}");
    let mut pack = house();
    pack.levels[0].from_dpd = 19;
    assert_eq!(pack.check(), Ok(()), "the very day is allowed");
}

#[test]
fn hours_in_which_a_level_may_rise() {
    for (from, to) in [(9, 9), (17, 9), (0, 25), (24, 24), (24, 255)] {
        let wrong = fault(|pack| (pack.raise_hours.from_hour, pack.raise_hours.to_hour) = (from, to));
        assert_eq!(wrong, PackFault::Hours { from_hour: from, to_hour: to });
    }
    for days in [vec![], vec![0], vec![1, 8], vec![1, 2, 2]] {
        let wrong = fault(|pack| pack.raise_hours.weekdays = days.clone());
        assert_eq!(wrong, PackFault::Weekdays(days));
    }
}

#[test]
fn duties_of_the_lender() {
    assert_bounds("pending_payment_hold_hours", &[0], |pack, value| pack.pending_payment_hold_hours = value);
    assert_bounds("feed_stale_after_hours", &[0, 169], |pack, value| pack.feed_stale_after_hours = value);
    assert_bounds("restore_within_minutes", &[0, 1441], |pack, value| pack.restore_within_minutes = value);
    assert_bounds("warrant_valid_days", &[0, 32], |pack, value| pack.warrant_valid_days = value);
    let priced = find("in-rbi-2026-draft", 1).unwrap().compensation;
    assert_bounds("compensation per_hour_minor", &[0, -25_000, i64::MAX], |pack, value| {
        pack.compensation.clone_from(&priced);
        pack.compensation.as_mut().unwrap().per_hour_minor = value;
    });
}

#[test]
fn i12_silence_is_warned_of_and_never_more_than_limited() {
    let set = |pack: &mut Pack, days, notice| {
        pack.silence = Some(SilenceRule { limited_after_days: days, notice_days: notice });
    };
    assert_bounds("silence limited_after_days", &[0], |pack, value| set(pack, value, 0));
    assert_bounds("silence notice_days", &[0, 15], |pack, value| set(pack, 14, value));
    assert_eq!(fault(|pack| pack.levels.truncate(1)), PackFault::SilenceLevel);
}

#[test]
fn messages_say_what_would_be_right() {
    let mut pack = house();
    pack.floor = Floor::new(FloorItem::REQUIRED.into_iter().skip(2));
    assert_eq!(
        pack.check().unwrap_err().to_string(),
        "floor lacks emergency_calls, incoming_calls: every pack must keep it at every level"
    );
    assert_eq!(
        fault(|pack| pack.levels[0].from_dpd = 18).to_string(),
        "level `reminder` from_dpd gives day 18, before the notices can have run out: use 19 or later"
    );
    assert_eq!(
        fault(|pack| pack.warrant_valid_days = 90).to_string(),
        "warrant_valid_days is 90: use 1 to 31"
    );
}
