//! Checks 110 to 120: what of roots, rosters and their keys is not taken.

use jiff::Timestamp;
use minicbor::bytes::ByteVec;
use policy::Level;
use proof::authority::{Role, Roster};
use proof::keys::LenderKey;

use crate::testing::{Phone, Server, at, enrolled, root, roster_key, signed};
use crate::{Check, Input};

const NOW: &str = "2026-02-19T15:00:00Z";
const DAY: u64 = 86_400;

fn phone() -> (Server, Phone) {
    enrolled(at(NOW))
}

/// What a phone says to roots and a roster that its server's authenticated answer brings.
fn answered(roots: &[Vec<u8>], roster: impl FnOnce(&Server) -> Option<Vec<u8>>) -> Vec<Check> {
    let (mut server, mut phone) = phone();
    let before = phone.kept.clone();
    let roots = roots.iter().cloned().map(ByteVec::from).collect();
    server.forged = Some((roots, roster(&server).map(ByteVec::from)));
    phone.exchange_once(&mut server);
    let refused = phone.refused.clone();
    // What was held goes on to hold, and what it allows is obeyed.
    assert_eq!(phone.kept, before);
    let locked = server.lender.restricted(2, Level::Locked, at(NOW)).sign(&server.lender.key);
    phone.feed(Input::Pushed(&locked));
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[][..], Level::Locked));
    refused
}

fn roster(server: &Server, change: impl FnOnce(&mut Roster)) -> Roster {
    let mut roster = server.lender.authority.roster.clone();
    roster.version += 1;
    change(&mut roster);
    roster
}

#[test]
fn roots_that_are_not_taken() {
    let good = |s: &Server| Some(signed(&roster(s, |r| r.root = 2), &[2]));
    assert_eq!(answered(&[b"nonsense".to_vec()], good), [Check::RootForm]);
    assert_eq!(answered(&[signed(&root(3), &[1, 3])], good), [Check::RootNext]);
    for signers in [&[1][..], &[2], &[1, 2, 3], &[]] {
        assert_eq!(answered(&[signed(&root(2), signers)], good), [Check::RootSignatures], "{signers:?}");
    }
}

#[test]
fn rosters_that_are_not_taken() {
    assert_eq!(answered(&[], |_| Some(b"nonsense".to_vec())), [Check::RosterForm]);
    let other_log = |s: &Server| signed(&roster(s, |r| r.log.origin = "other.example".to_owned()), &[1]);
    assert_eq!(answered(&[], |s| Some(other_log(s))), [Check::RosterForm]);
    for signers in [&[2][..], &[1, 2], &[]] {
        let strange = |s: &Server| Some(signed(&roster(s, |_| ()), signers));
        assert_eq!(answered(&[], strange), [Check::RosterSignatures], "{signers:?}");
    }
    let other = ident::LenderId::new(2, [9; 10]);
    assert_eq!(
        answered(&[], |s| Some(signed(&roster(s, |r| r.lender = other), &[1]))),
        [Check::RosterLender]
    );
    let twin = |s: &Server| signed(&roster(s, |r| (r.version, r.issued_at) = (1, at(NOW))), &[1]);
    assert_eq!(answered(&[], |s| Some(twin(s))), [Check::RosterOlder]);
    // A new root takes the old one's roster with it: without another nothing is taken.
    assert_eq!(answered(&[signed(&root(2), &[1, 2])], |_| None), [Check::RosterSignatures]);
}

/// Attack 2: an old roster is sent again, in which a key was not yet revoked.
#[test]
fn an_older_roster_is_not_taken_again() {
    let (mut server, mut phone) = phone();
    let old = server.lender.authority.signed_roster();
    server.lender.authority.amend(|_| ());
    phone.talk(&mut server);
    server.forged = Some((Vec::new(), Some(old.into())));
    phone.exchange_once(&mut server);
    assert_eq!(phone.refused, [Check::RosterOlder]);
}

/// A phone that holds an amended roster.
fn amended(change: impl FnOnce(&mut Roster)) -> (Server, Phone) {
    let (mut server, mut phone) = phone();
    server.lender.authority.amend(change);
    phone.talk(&mut server);
    assert_eq!(phone.refused, []);
    (server, phone)
}

fn pushed(phone: &mut Phone, bytes: &[u8]) -> (Vec<Check>, Level) {
    phone.feed(Input::Pushed(bytes));
    (phone.refused.clone(), phone.agent.level())
}

/// Attack 8: the key signs outside its scope.
#[test]
fn no_level_above_the_keys() {
    for (max, lower) in [(Some(Level::Reminder), Level::Reminder), (None, Level::None)] {
        let (server, mut phone) = amended(|roster| roster.keys[0].max_level = max);
        let lender = &server.lender;
        let locked = lender.restricted(2, Level::Locked, at(NOW)).sign(&lender.key);
        assert_eq!(pushed(&mut phone, &locked), (vec![Check::KeyLevel], Level::None));
        let less = lender.restricted(3, lower, at(NOW)).sign(&lender.key);
        assert_eq!(pushed(&mut phone, &less), (vec![], lower));
    }
}

#[test]
fn a_key_signs_in_its_time_and_can_not_date_back() {
    let until = at("2026-02-19T00:00:00Z");
    let (server, mut phone) = amended(|roster| roster.keys[0].until = until);
    let lender = &server.lender;
    for issued_at in [NOW, "2026-02-18T15:00:00Z"] {
        let mut locked = lender.restricted(2, Level::Locked, at(NOW));
        locked.claims.issued_at = at(issued_at);
        assert_eq!(pushed(&mut phone, &locked.sign(&lender.key)), (vec![Check::KeyWindow], Level::None));
    }
    let free = lender.standing(3, at(NOW)).sign(&lender.key);
    assert_eq!(pushed(&mut phone, &free), (vec![], Level::None));
    assert_eq!(phone.agent.standing_seq(), 3);
}

/// Attack 10: a key of a lower role takes the place of a higher one.
#[test]
fn no_key_signs_for_another_role() {
    let (server, mut phone) = phone();
    let lender = &server.lender;
    let roles = [&lender.authority.freshness, &lender.authority.ombudsman];
    for key in roles {
        let locked = lender.restricted(2, Level::Locked, at(NOW)).sign(key);
        assert_eq!(pushed(&mut phone, &locked), (vec![Check::KeyRole], Level::None));
        let mut inner = lender.restricted(2, Level::Locked, at(NOW));
        lender.enclose(&mut inner.body, &lender.warrant(Level::Locked, at(NOW)), key);
        assert_eq!(pushed(&mut phone, &inner.sign(&lender.key)), (vec![Check::KeyRole], Level::None));
    }
    let release = lender.release(at(NOW)).sign(&lender.key);
    assert_eq!(pushed(&mut phone, &release), (vec![Check::KeyRole], Level::None));
}

#[test]
fn the_command_key_does_not_say_what_time_it_is() {
    let mut server = Server::new(at(NOW));
    let mut phone = Phone::new(&server);
    server.lender.authority.freshness = LenderKey::from_seed(&[1; 32]);
    phone.feed(Input::Provision(server.code("token")));
    phone.talk(&mut server);
    assert_eq!(phone.refused, [Check::KeyRole]);
    assert_eq!(phone.agent.trusted_time(), None);
}

/// Attack 4: freeze. Who keeps the next roster away keeps restrictions away.
#[test]
fn an_expired_roster_raises_nothing_and_frees_all_the_same() {
    let (mut server, mut phone) = amended(|roster| roster.expires_at = at("2026-02-21T00:00:00Z"));
    let later: Timestamp = at("2026-02-22T15:00:00Z");
    let limited = server.lender.restricted(2, Level::Limited, at(NOW));
    server.publish(&limited);
    phone.talk(&mut server);
    assert_eq!(phone.agent.level(), Level::Limited);
    server.now = later;
    phone.pass(3 * DAY);
    // What is in force ends with its own warrant; nothing new begins.
    assert_eq!(phone.agent.level(), Level::Limited);
    phone.restart(&server);
    assert_eq!(phone.agent.level(), Level::Limited);
    let lender = &server.lender;
    let locked = lender.restricted(3, Level::Locked, later).sign(&lender.key);
    assert_eq!(pushed(&mut phone, &locked), (vec![Check::RosterExpired], Level::Limited));
    let again = lender.restricted(3, Level::Limited, later).sign(&lender.key);
    assert_eq!(pushed(&mut phone, &again), (vec![Check::RosterExpired], Level::Limited));
    let free = lender.standing(3, later).sign(&lender.key);
    assert_eq!(pushed(&mut phone, &free), (vec![], Level::None));
}

#[test]
fn an_expired_roster_lets_a_quittance_and_the_ombudsman_through() {
    let expired = |roster: &mut Roster| roster.expires_at = at("2026-02-01T00:00:00Z");
    let (server, mut phone) = amended(expired);
    let quittance = server.lender.released(2, at(NOW)).sign(&server.lender.key);
    assert_eq!(pushed(&mut phone, &quittance), (vec![], Level::None));
    assert_eq!(phone.agent.screen().kind, crate::ScreenKind::Quittance);
    let (server, mut phone) = amended(expired);
    assert_eq!(pushed(&mut phone, &server.lender.freed(at(NOW))), (vec![], Level::None));
    assert_eq!(phone.agent.screen().kind, crate::ScreenKind::Released);
}

#[test]
fn terms_of_a_key_whose_time_is_over_are_not_pinned() {
    let mut server = Server::new(at(NOW));
    server.lender.authority.roster.keys[0].until = at("2026-02-01T00:00:00Z");
    let mut phone = Phone::new(&server);
    phone.feed(Input::Provision(server.code("token")));
    phone.talk(&mut server);
    assert_eq!(phone.refused, [Check::KeyWindow]);
    assert_eq!(phone.agent.screen().kind, crate::ScreenKind::NotEnrolled);
}

#[test]
fn a_new_root_is_taken_and_kept() {
    let (mut server, mut phone) = phone();
    server.lender.authority.renew_root();
    server.lender.authority.renew_root();
    let next = LenderKey::from_seed(&[9; 32]);
    server.lender.authority.amend(|roster| roster.keys.push(roster_key(Role::Command, &next)));
    phone.talk(&mut server);
    assert_eq!(phone.refused, []);
    phone.restart(&server);
    let locked = server.lender.restricted(2, Level::Locked, at(NOW)).sign(&next);
    assert_eq!(pushed(&mut phone, &locked), (vec![], Level::Locked));
    // After a factory reset the code still names the first root: the chain leads from there.
    phone.factory_reset(&server);
    phone.talk(&mut server);
    assert_eq!((phone.refused.as_slice(), phone.agent.standing_seq()), (&[][..], 1));
}
