//! Pack files and the CBOR form: what is read, what is refused, and that nothing is lost on the way.

#![expect(clippy::expect_used, reason = "helpers of tests")]

use policy::{Level, LoadError, Pack, PackFault, Rhythm, builtin, find};

const HOUSE: &str = include_str!("../packs/house.toml");

/// The message of the refusal of `house` with `from` replaced.
fn refusal(from: &str, to: &str) -> LoadError {
    assert!(HOUSE.contains(from), "{from} is not in the file");
    Pack::from_toml(&HOUSE.replacen(from, to, 1)).expect_err("the change was accepted")
}

#[test]
fn refusals_name_the_line() {
    let unknown = refusal("grace_days = 3", "grace_day = 3").to_string();
    assert!(unknown.contains("unknown field `grace_day`"), "{unknown}");
    let line = HOUSE.lines().position(|text| text == "grace_days = 3").unwrap() + 1;
    assert!(unknown.starts_with(&format!("line {line}: ")), "{unknown}");
    for (from, to) in [
        ("grace_days = 3", ""),
        ("grace_days = 3", "grace_days = -1"),
        ("grace_days = 3", "grace_days = 3.5"),
        ("grace_days = 3", "grace_days = 70000"),
        ("grace_days = 3", "grace_days = \"3\""),
        ("grace_days = 3", "grace_days = 3\ngrace_days = 4"),
        ("status = \"house\"", "status = \"law\""),
        ("\"own_data\"", "\"own_dat\""),
        ("channels = [\"on_device\", \"sms\"]", "channels = [\"fax\"]"),
        ("level = \"locked\"", "level = \"bricked\""),
        ("key = \"first\"", "key = \"first\"\nlocks = true"),
        ("[silence]", "[silence"),
    ] {
        assert!(matches!(refusal(from, to), LoadError::Toml { .. }), "{to}");
    }
    assert!(matches!(Pack::from_toml(""), Err(LoadError::Toml { line: 1, .. })));
}

#[test]
fn a_readable_file_is_still_checked() {
    assert!(matches!(refusal("version = 1", "version = 0"), LoadError::Fault(PackFault::OutOfBounds { .. })));
    let unknown_currency = format!("{HOUSE}\n[compensation]\nper_hour_minor = 100\ncurrency = \"XXX\"\n");
    assert!(matches!(Pack::from_toml(&unknown_currency), Err(LoadError::Toml { .. })));
}

#[test]
fn cbor_is_exact() {
    for pack in builtin() {
        let bytes = pack.to_cbor();
        let read = Pack::from_cbor(&bytes).unwrap();
        assert_eq!((&read, read.to_cbor(), read.digest()), (&pack, bytes.clone(), pack.digest()));
        for end in 0..bytes.len() {
            assert!(Pack::from_cbor(&bytes[..end]).is_err(), "{} cut at {end}", pack.id);
        }
        let trailing = [bytes.as_slice(), &[0xf6]].concat();
        assert_eq!(Pack::from_cbor(&trailing), Err(LoadError::NotDeterministic));
    }
}

#[test]
fn cbor_has_one_form_only() {
    let pack = find("house", 1).unwrap();
    let bytes = pack.to_cbor();
    // Behind the head of the array and the name: the version, `1`, now written in two bytes.
    let at = 1 + 1 + pack.id.0.len();
    assert_eq!(bytes[at], 1);
    let long = [&bytes[..at], &[0x18, 0x01], &bytes[at + 1..]].concat();
    assert_eq!(Pack::from_cbor(&long), Err(LoadError::NotDeterministic));
    assert!(matches!(Pack::from_cbor(&Pack { version: 0, ..pack }.to_cbor()), Err(LoadError::Fault(_))));
}

#[test]
fn the_published_numbers() {
    let india = find("in-rbi-2026-draft", 1).unwrap();
    let notices: Vec<_> = india.notices.iter().map(|notice| (notice.at_dpd, notice.cure_days)).collect();
    assert_eq!(notices, [(60, 21), (81, 7)]);
    assert_eq!(india.from_dpd(Level::Reminder, Rhythm::WeeklyOrShorter), Some(90));
    assert_eq!((india.raise_hours.from_hour, india.raise_hours.to_hour), (8, 19));
    assert_eq!(india.restore_within_minutes, 60);

    let jersey = find("us-nj", 1).unwrap();
    assert_eq!(jersey.from_dpd(Level::Reminder, Rhythm::WeeklyOrShorter), Some(5));
    assert_eq!(jersey.from_dpd(Level::Reminder, Rhythm::Longer), Some(10));
    assert_eq!((jersey.notices[0].cure_days, jersey.notices[0].min_channels), (3, 2));

    let brazil = find("br-locking-forbidden", 1).unwrap();
    for level in Level::ALL {
        assert_eq!(brazil.from_dpd(level, Rhythm::Longer), None);
    }
    assert_eq!(brazil.next_level(Level::None), None);
}
