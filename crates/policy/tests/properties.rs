//! What holds for every pack that passes the check, whoever wrote it.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use policy::{Channel, Level, LevelRule, NoticeKey, NoticeRule, Pack, Rhythm, find};
use proptest::prelude::*;

prop_compose! {
    fn notice(index: usize)(
        at_dpd in 0_u16..20,
        cure_days in prop_oneof![1 => Just(0), 9 => 1_u16..6],
        sms in any::<bool>(),
        min_channels in prop_oneof![1 => Just(0), 7 => Just(1), 2 => Just(2)],
    ) -> NoticeRule {
        let mut channels = vec![Channel::OnDevice];
        channels.extend(sms.then_some(Channel::Sms));
        NoticeRule { key: NoticeKey(format!("n{index}")), at_dpd, cure_days, channels, min_channels }
    }
}

prop_compose! {
    fn level()(
        level in prop_oneof![1 => Just(Level::None), 20 => (1_usize..4).prop_map(|n| Level::ALL[n])],
        from_dpd in 5_u16..60,
        from_dpd_weekly in proptest::option::weighted(0.2, 5_u16..60),
    ) -> LevelRule {
        LevelRule { level, from_dpd, from_dpd_weekly }
    }
}

prop_compose! {
    /// Packs near the edge of what is allowed: put in order most of the time, so that many pass the check.
    fn pack()(
        mut notices in (0_usize..4).prop_flat_map(|n| (0..n).map(notice).collect::<Vec<_>>()),
        mut levels in proptest::collection::vec(level(), 0..4),
        (grace_days, step_days) in (0_u16..3, 0_u16..3),
        locking_allowed in prop::bool::weighted(0.9),
        is_in_order in prop::bool::weighted(0.8),
    ) -> Pack {
        if is_in_order {
            notices.sort_by_key(|notice| notice.at_dpd);
            levels.sort_by_key(|rule| rule.from_dpd);
            let mut kinds: Vec<_> = levels.iter().map(|rule| rule.level).collect();
            kinds.sort();
            levels.iter_mut().zip(kinds).for_each(|(rule, level)| rule.level = level);
            levels.dedup_by_key(|rule| rule.level);
        }
        let house = find("house", 1).unwrap();
        Pack { notices, levels, grace_days, step_days, locking_allowed, silence: None, ..house }
    }
}

/// Lives through the days, sending each notice as early as the rules let it and delivering it at once.
fn first_free_day(pack: &Pack) -> u32 {
    let mut waiting = pack.notices.iter().peekable();
    let mut cure_left = 0;
    for dpd in 0.. {
        if cure_left == 0 {
            match waiting.next_if(|notice| u32::from(notice.at_dpd) <= dpd) {
                Some(notice) => cure_left = notice.cure_days,
                None if waiting.peek().is_none() => return dpd,
                None => continue,
            }
        }
        cure_left -= 1;
    }
    unreachable!("every notice has a day")
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1024,
        max_global_rejects: 65_536,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn i2_no_level_before_all_notices_can_have_run_out(pack in pack()) {
        prop_assume!(pack.check().is_ok());
        if !pack.notices.is_empty() {
            prop_assert_eq!(pack.notices_run_out_dpd(), first_free_day(&pack));
        }
        for rule in &pack.levels {
            prop_assert!(pack.locking_allowed && !pack.notices.is_empty());
            for rhythm in [Rhythm::WeeklyOrShorter, Rhythm::Longer] {
                let day = u32::from(pack.from_dpd(rule.level, rhythm).unwrap());
                prop_assert!(day >= first_free_day(&pack), "{rule:?} of {:?}", pack.notices);
                prop_assert!(day > u32::from(pack.grace_days));
            }
        }
    }

    #[test]
    fn climbing_visits_every_level_in_order(pack in pack()) {
        prop_assume!(pack.check().is_ok());
        let climbed: Vec<_> =
            std::iter::successors(pack.next_level(Level::None), |level| pack.next_level(*level)).collect();
        let listed: Vec<_> = pack.levels.iter().map(|rule| rule.level).collect();
        prop_assert_eq!(climbed, listed);
        for rhythm in [Rhythm::WeeklyOrShorter, Rhythm::Longer] {
            prop_assert!(pack.levels.is_sorted_by_key(|rule| pack.from_dpd(rule.level, rhythm)));
        }
    }

    #[test]
    fn the_check_is_not_stricter_than_the_rule(pack in pack(), later in 0_u16..10) {
        let house = find("house", 1).unwrap();
        let notices_pass = Pack { notices: pack.notices.clone(), grace_days: pack.grace_days, levels: vec![LevelRule {
            level: Level::Reminder,
            from_dpd: u16::try_from(pack.notices_run_out_dpd()).unwrap().saturating_add(later),
            from_dpd_weekly: None,
        }], silence: None, ..house };
        let in_order = pack.notices.is_sorted_by_key(|notice| notice.at_dpd);
        let lawful = !pack.notices.is_empty() && in_order && pack.notices.iter().all(|notice| {
            notice.at_dpd > pack.grace_days && notice.cure_days > 0
                && (1..=notice.channels.len()).contains(&usize::from(notice.min_channels))
        });
        prop_assert_eq!(notices_pass.check().is_ok(), lawful);
    }

    #[test]
    fn cbor_round_trips(pack in pack()) {
        let bytes = pack.to_cbor();
        let read: Pack = minicbor::decode(&bytes).unwrap();
        prop_assert_eq!(read.to_cbor(), bytes);
        prop_assert_eq!(read, pack);
    }

    #[test]
    fn any_change_to_the_bytes_is_refused_or_another_pack(at in 0_usize..4096, byte in any::<u8>()) {
        let house = find("house", 1).unwrap();
        let mut bytes = house.to_cbor();
        let at = at % bytes.len();
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        if let Ok(other) = Pack::from_cbor(&bytes) {
            prop_assert_ne!(other.digest(), house.digest());
        }
    }

    #[test]
    fn no_text_panics(text in "[a-z_=\\[\\]\"0-9\n #.-]{0,200}") {
        prop_assert!(Pack::from_toml(&text).is_err());
    }
}
