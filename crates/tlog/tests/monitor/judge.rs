use ident::LenderId;
use jiff::{SignedDuration, Timestamp};
use policy::{Level, Pack, PackDigest};
use proof::log::{Commitment, Entry, EntryKind};
use proptest::prelude::*;
use tlog::monitor::{FindingKind, Judge, Packs};

fn pack() -> Pack {
    policy::builtin().into_iter().find(|pack| pack.levels.len() > 1 && !pack.notices.is_empty()).unwrap()
}

fn at() -> Timestamp {
    Timestamp::from_second(1_790_000_000).unwrap()
}

fn policy(pack: &Pack) -> Entry {
    Entry {
        pack: Some(pack.digest()),
        content: Some(pack.to_cbor().into()),
        ..Entry::new(EntryKind::Policy, at())
    }
}

/// A restriction that keeps every rule of the pack.
fn lawful(pack: &Pack) -> Entry {
    let rule = pack.levels.first().unwrap();
    Entry {
        lender: Some(LenderId::from_bytes([1; 16])),
        device: Some(Commitment([2; 32])),
        document: Some(Commitment([3; 32])),
        level: Some(rule.level),
        pack: Some(pack.digest()),
        dpd: Some(rule.from_dpd),
        notice_days: Some(pack.notices.last().unwrap().cure_days),
        reconciled_to: Some(at()),
        ..Entry::new(EntryKind::Restriction, at())
    }
}

fn judge() -> Judge {
    let mut judge = Judge::new(Packs::default(), 3);
    assert_eq!(kinds(&mut judge, &policy(&pack())), []);
    judge
}

fn kinds(judge: &mut Judge, entry: &Entry) -> Vec<FindingKind> {
    judge.judge(7, &entry.to_bytes()).into_iter().map(|finding| finding.kind).collect()
}

#[test]
fn lawful_entries_are_not_reported() {
    let (mut judge, entry) = (judge(), lawful(&pack()));
    assert_eq!(kinds(&mut judge, &entry), []);
    for pack in policy::builtin() {
        assert_eq!(kinds(&mut judge, &policy(&pack)), [], "{}", pack.id);
    }
    let release = Entry { kind: EntryKind::Release, level: Some(Level::None), ..entry };
    assert_eq!(kinds(&mut judge, &release), []);
}

#[test]
fn each_rule_alone() {
    let pack = pack();
    let (good, last) = (lawful(&pack), pack.notices.last().unwrap().cure_days);
    let first = pack.levels.first().unwrap();
    let earliest = first.from_dpd.min(first.from_dpd_weekly.unwrap_or(u16::MAX));
    let cases = [
        (FindingKind::NoticeTooShort, Entry { notice_days: Some(last - 1), ..good.clone() }),
        (FindingKind::TooEarly, Entry { dpd: Some(earliest - 1), ..good.clone() }),
        (FindingKind::UnknownPack, Entry { pack: Some(PackDigest([9; 32])), ..good.clone() }),
        (FindingKind::Malformed, Entry { notice_days: None, ..good.clone() }),
        (FindingKind::BadPack, Entry { content: Some(vec![0x80].into()), ..policy(&pack) }),
        (FindingKind::BadPack, Entry { pack: Some(PackDigest([9; 32])), ..policy(&pack) }),
    ];
    for (kind, entry) in cases {
        let mut judge = judge();
        let found = judge.judge(7, &entry.to_bytes());
        assert_eq!(found.iter().map(|finding| finding.kind).collect::<Vec<_>>(), [kind]);
        assert_eq!((found[0].index, found[0].lender, found[0].at), (7, entry.lender, Some(at())));
        assert!(!found[0].detail.is_empty());
    }
}

/// A pack that its own checks refuse, published all the same.
#[test]
fn an_unlawful_pack() {
    let lawless = Pack { notices: Vec::new(), ..pack() };
    let mut judge = judge();
    assert_eq!(kinds(&mut judge, &policy(&lawless)), [FindingKind::BadPack]);
}

#[test]
fn a_level_that_the_pack_never_allows() {
    let gentle = Pack { locking_allowed: false, levels: Vec::new(), ..pack() };
    let mut judge = judge();
    kinds(&mut judge, &policy(&gentle));
    let entry = Entry { pack: Some(gentle.digest()), ..lawful(&pack()) };
    assert_eq!(kinds(&mut judge, &entry), [FindingKind::LevelNotAllowed]);
}

/// Once an hour and lender; rehearsals count for themselves.
#[test]
fn too_many_in_an_hour() {
    let (mut judge, entry) = (judge(), lawful(&pack()));
    let rehearsal = Entry { test: true, ..entry.clone() };
    for number in 0..6 {
        let expected: &[FindingKind] = if number == 3 { &[FindingKind::TooMany] } else { &[] };
        assert_eq!(kinds(&mut judge, &entry), expected);
        assert_eq!(kinds(&mut judge, &rehearsal), expected);
    }
    let later = Entry { at: at() + SignedDuration::from_hours(1), ..entry.clone() };
    let other = Entry { lender: Some(LenderId::from_bytes([5; 16])), ..entry };
    assert_eq!(kinds(&mut judge, &later), []);
    assert_eq!(kinds(&mut judge, &other), []);
}

proptest! {
    #[test]
    fn random_entries_are_malformed_and_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
        let found = Judge::new(Packs::default(), 1).judge(0, &bytes);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].kind, FindingKind::Malformed);
    }
}
