//! Rotation, revocation and recovery after theft: none of them visits the phone.

use policy::Level;
use proof::authority::{Role, Witness};
use proof::code::{CodeKey, Instruction, Secret};
use proof::keys::{LenderKey, Signer as _};
use proof::session::Purpose;

use crate::testing::{Phone, Server, at, enrolled, log_key};
use crate::{Check, Input};

pub(super) const NOW: &str = "2026-02-19T15:00:00Z";

pub(super) fn phone() -> (Server, Phone) {
    enrolled(at(NOW))
}

/// The lender's next command key takes the place of the one it has; gives the old one.
pub(super) fn rotate(server: &mut Server, is_stolen: bool) -> LenderKey {
    let next = LenderKey::from_seed(&[9; 32]);
    let lender = &mut server.lender;
    lender.authority.rotate(&lender.key, &next, is_stolen);
    std::mem::replace(&mut lender.key, next)
}

pub(super) fn talk(phone: &mut Phone, server: &mut Server) {
    for _ in 0..4 {
        phone.talk(server);
    }
}

pub(super) fn publish(server: &mut Server, seq: u64, level: Level) {
    let standing = match level {
        Level::None => server.lender.standing(seq, at(NOW)),
        _ => server.lender.restricted(seq, level, at(NOW)),
    };
    server.publish(&standing);
}

#[test]
fn a_rotated_key_reaches_the_phone_with_its_next_check_in() {
    let (mut server, mut phone) = phone();
    publish(&mut server, 2, Level::Limited);
    talk(&mut phone, &mut server);
    assert_eq!(phone.agent.level(), Level::Limited);
    let old = rotate(&mut server, false);
    publish(&mut server, 3, Level::Locked);
    talk(&mut phone, &mut server);
    assert_eq!((phone.agent.level(), phone.agent.standing_seq()), (Level::Locked, 3));
    phone.restart(&server);
    assert_eq!(phone.agent.level(), Level::Locked);
    // The old key is off the roster.
    let more = server.lender.restricted(4, Level::Locked, at(NOW)).sign(&old);
    phone.feed(Input::Pushed(&more));
    assert_eq!(phone.refused, [Check::StandingSignature]);
    // Its numbers count on: nothing it signed before comes back.
    assert_eq!(phone.agent.standing_seq(), 3);
}

#[test]
fn what_a_key_off_the_roster_signed_is_void() {
    let (mut server, mut phone) = phone();
    publish(&mut server, 2, Level::Locked);
    talk(&mut phone, &mut server);
    rotate(&mut server, false);
    phone.exchange_once(&mut server);
    assert_eq!((phone.agent.level(), phone.agent.standing_seq()), (Level::None, 2));
    phone.restart(&server);
    assert_eq!((phone.agent.level(), phone.agent.standing_seq()), (Level::None, 2));
}

/// Attack 8: an online key is stolen. The phone learns of it at its next check-in, is free of what the thief
/// signed, obeys the next key, and never the stolen one again.
#[test]
fn a_stolen_key_restricts_nothing_once_the_phone_knows() {
    let (mut server, mut phone) = phone();
    let theft = server.lender.restricted(1_000, Level::Locked, at(NOW)).sign(&server.lender.key);
    phone.feed(Input::Pushed(&theft));
    assert_eq!(phone.agent.level(), Level::Locked);
    let stolen = rotate(&mut server, true);
    publish(&mut server, 2, Level::None);
    phone.exchange_once(&mut server);
    assert_eq!(phone.agent.level(), Level::None, "at once, before anything else is said");
    talk(&mut phone, &mut server);
    assert_eq!((phone.agent.level(), phone.agent.standing_seq()), (Level::None, 2));
    for seq in [3, 2_000] {
        let again = server.lender.restricted(seq, Level::Locked, at(NOW)).sign(&stolen);
        phone.feed(Input::Pushed(&again));
        assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[Check::KeyRevoked][..], Level::None));
    }
    phone.restart(&server);
    assert_eq!(phone.agent.level(), Level::None);
    publish(&mut server, 3, Level::Locked);
    talk(&mut phone, &mut server);
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[][..], Level::Locked));
}

#[test]
fn terms_of_a_stolen_key_restrict_nothing_until_they_are_signed_again() {
    let (mut server, mut phone) = phone();
    publish(&mut server, 2, Level::Locked);
    talk(&mut phone, &mut server);
    rotate(&mut server, true);
    publish(&mut server, 3, Level::Locked);
    // Roster and standing come with one answer; the terms are still under the stolen key.
    phone.feed(Input::Online);
    while phone.agent.standing_seq() != 3 {
        phone.exchange_once(&mut server);
    }
    let hellos = server.hellos.len();
    if hellos == 1 {
        assert_eq!(phone.agent.level(), Level::None);
        phone.restart(&server);
        assert_eq!(phone.agent.level(), Level::None);
        talk(&mut phone, &mut server);
    }
    assert!(matches!(server.hellos.last(), Some(Purpose::Renew { .. })));
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[][..], Level::Locked));
    phone.restart(&server);
    assert_eq!(phone.agent.level(), Level::Locked);
}

#[test]
fn a_server_that_does_not_sign_the_terms_again_is_not_flooded() {
    let (mut server, mut phone) = phone();
    rotate(&mut server, true);
    let old = LenderKey::from_seed(&[1; 32]);
    phone.feed(Input::Online);
    let mut sends = 0;
    while let Some((endpoint, bytes, _)) = phone.sent.take() {
        sends += 1;
        assert!(sends < 8, "the phone talks without pause");
        let next = std::mem::replace(&mut server.lender.key, LenderKey::from_seed(&[1; 32]));
        let (reply, bytes) = server.answer(endpoint, &bytes);
        server.lender.key = next;
        phone.feed(Input::Received { reply, bytes: &bytes });
    }
    assert!(sends > 0 && phone.wake_at > phone.monotonic);
    let locked = server.lender.restricted(2, Level::Locked, at(NOW)).sign(&old);
    phone.feed(Input::Pushed(&locked));
    assert_eq!(phone.agent.level(), Level::None);
}

/// Attack 5, one floor up: versions of rosters that were used up begin anew under the next root.
#[test]
fn roster_versions_used_up_are_free_again() {
    let (mut server, mut phone) = phone();
    server.lender.authority.roster.version = u64::MAX;
    talk(&mut phone, &mut server);
    server.lender.authority.renew_root();
    let stolen = rotate(&mut server, true);
    publish(&mut server, 2, Level::None);
    talk(&mut phone, &mut server);
    assert_eq!(phone.refused, []);
    let locked = server.lender.restricted(9, Level::Locked, at(NOW)).sign(&stolen);
    phone.feed(Input::Pushed(&locked));
    assert_eq!(phone.refused, [Check::KeyRevoked]);
}

/// Whoever had the key that grants sessions may have granted this one.
#[test]
fn a_session_granted_with_a_stolen_key_ends() {
    let (mut server, mut phone) = phone();
    let next = LenderKey::from_seed(&[9; 32]);
    let authority = &mut server.lender.authority;
    let stolen = std::mem::replace(&mut authority.freshness, next).public_key();
    let next = authority.freshness.public_key();
    authority.amend(|roster| {
        roster.keys[1].key = next;
        roster.revoked.push(stolen.thumbprint());
    });
    talk(&mut phone, &mut server);
    assert_eq!(server.hellos.last(), Some(&Purpose::Recover));
    publish(&mut server, 2, Level::Locked);
    talk(&mut phone, &mut server);
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[][..], Level::Locked));
}

#[test]
fn a_quittance_stays_whatever_becomes_of_its_key() {
    let (mut server, mut phone) = phone();
    let released = server.lender.released(2, at(NOW));
    server.publish(&released);
    phone.exchange_once(&mut server);
    assert_eq!(phone.agent.screen().kind, crate::ScreenKind::Quittance);
    rotate(&mut server, true);
    publish(&mut server, 3, Level::Locked);
    talk(&mut phone, &mut server);
    assert_eq!(phone.agent.level(), Level::None);
    phone.restart(&server);
    assert_eq!(phone.agent.screen().kind, crate::ScreenKind::Quittance);
}

/// What the log proved under the roster of that time holds to its own end: other log keys or more witnesses free
/// no phone and restrict none. A log key that was stolen proved nothing.
#[test]
fn what_was_proved_outlives_the_logs_key_unless_that_was_stolen() {
    type Change = fn(&mut proof::authority::Roster);
    let gone: Change = |roster| roster.keys.retain(|listed| listed.role != Role::Log);
    let more: Change = |roster| {
        let key = LenderKey::from_seed(&[60; 32]).public_key();
        roster.log.witnesses = vec![Witness { name: "witness.example/w".to_owned(), key }];
        roster.log.quorum = 1;
    };
    let stolen: Change = |roster| roster.revoked.push(log_key().public_key().thumbprint());
    for (change, left) in [(gone, Level::Locked), (more, Level::Locked), (stolen, Level::None)] {
        let (mut server, mut phone) = phone();
        publish(&mut server, 2, Level::Locked);
        talk(&mut phone, &mut server);
        server.lender.authority.amend(change);
        phone.exchange_once(&mut server);
        assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[][..], left));
        phone.restart(&server);
        assert_eq!((phone.agent.level(), phone.agent.standing_seq()), (left, 2));
        // What is new needs the proof that the roster of now demands.
        let again = server.lender.restricted(3, Level::Locked, at(NOW)).sign(&server.lender.key);
        phone.feed(Input::Pushed(&again));
        assert!([Check::LogSignature, Check::LogWitnesses].contains(&phone.refused[0]));
        assert_eq!(phone.agent.level(), left);
    }
}

/// Who holds the key for grants alone can hand out another secret for codes, but no restriction.
#[test]
fn another_secret_takes_back_no_time_that_a_code_gave() {
    let (mut server, mut phone) = phone();
    publish(&mut server, 2, Level::Locked);
    talk(&mut phone, &mut server);
    let code = server.offline_code(Instruction::AddTime(30));
    phone.feed(Input::Code(&code));
    assert_eq!(phone.agent.level(), Level::None);
    server.codes.secret = Secret::of(CodeKey::new([9; 16]));
    server.renew = true;
    talk(&mut phone, &mut server);
    assert_eq!(phone.agent.level(), Level::None);
    let code = server.offline_code(Instruction::AddTime(1));
    phone.feed(Input::Code(&code));
    assert!(phone.refused.is_empty(), "the new secret is in use: {:?}", phone.refused);
}
