//! Form, signature and place: what never gets as far as a check of its content.

use ident::LenderId;
use policy::Level;
use proof::keys::LenderKey;

use crate::testing::{Lender, Phone, Server, at, enrolled};
use crate::{Check, Input, ScreenKind};

const NOW: &str = "2026-02-19T15:00:00Z";

fn phone() -> (Server, Phone) {
    enrolled(at(NOW))
}

fn refused(phone: &mut Phone, bytes: &[u8]) -> Check {
    let before = (phone.agent.level(), phone.agent.standing_seq());
    phone.feed(Input::Pushed(bytes));
    assert_eq!((phone.agent.level(), phone.agent.standing_seq()), before);
    assert_eq!(phone.refused.len(), 1);
    phone.refused[0]
}

/// Attack 1: a forged command.
#[test]
fn every_flipped_byte_is_refused() {
    let (server, mut phone) = phone();
    let lender = &server.lender;
    let good = lender.restricted(2, Level::Locked, at(NOW)).sign(&lender.key);
    for n in 0..good.len() {
        let mut bad = good.clone();
        bad[n] ^= 1 << (n % 8);
        refused(&mut phone, &bad);
    }
    phone.feed(Input::Pushed(&good));
    assert_eq!(phone.agent.level(), Level::Locked);
}

#[test]
fn garbage_and_other_documents() {
    let (server, mut phone) = phone();
    let lender = &server.lender;
    assert_eq!(refused(&mut phone, b""), Check::StandingForm);
    assert_eq!(refused(&mut phone, &[0; 70_000]), Check::StandingForm);
    let warrant = lender.warrant(Level::Locked, at(NOW)).sign(&lender.key);
    assert_eq!(refused(&mut phone, &warrant), Check::StandingForm);
}

#[test]
fn another_key() {
    let (server, mut phone) = phone();
    let (lender, stranger) = (&server.lender, LenderKey::from_seed(&[9; 32]));
    let standing = lender.restricted(2, Level::Locked, at(NOW)).sign(&stranger);
    assert_eq!(refused(&mut phone, &standing), Check::StandingSignature);

    let mut standing = lender.restricted(2, Level::Locked, at(NOW));
    standing.body.warrant = Some(lender.warrant(Level::Locked, at(NOW)).sign(&stranger).into());
    assert_eq!(refused(&mut phone, &standing.sign(&lender.key)), Check::WarrantSignature);
    standing.body.warrant = Some(vec![0xa0].into());
    assert_eq!(refused(&mut phone, &standing.sign(&lender.key)), Check::WarrantForm);

    let mut standing = lender.released(2, at(NOW));
    standing.body.quittance = Some(lender.quittance(at(NOW)).sign(&stranger).into());
    phone.feed(Input::Pushed(&standing.sign(&lender.key)));
    assert_eq!(phone.refused, [Check::QuittanceSignature]);
    (standing.body.seq, standing.body.quittance) = (3, Some(vec![0xa0].into()));
    phone.feed(Input::Pushed(&standing.sign(&lender.key)));
    assert_eq!(
        (phone.refused.as_slice(), phone.agent.screen().kind),
        (&[Check::QuittanceForm][..], ScreenKind::Free)
    );
}

#[test]
fn a_bad_warrant_sinks_a_standing_that_asks_for_as_much() {
    let (server, mut phone) = phone();
    let lender = &server.lender;
    let locked = lender.restricted(2, Level::Locked, at(NOW));
    phone.feed(Input::Pushed(&locked.sign(&lender.key)));
    assert_eq!(phone.agent.level(), Level::Locked);
    let mut again = lender.restricted(3, Level::Locked, at(NOW));
    again.body.warrant = Some(of_another_lender(lender).sign(&lender.key).into());
    assert_eq!(refused(&mut phone, &again.sign(&lender.key)), Check::WarrantIssuer);
    assert_eq!(phone.agent.level(), Level::Locked);
}

#[test]
fn a_bad_warrant_for_less_frees_also_after_a_restart() {
    let (server, mut phone) = phone();
    let lender = &server.lender;
    let locked = lender.restricted(2, Level::Locked, at(NOW));
    phone.feed(Input::Pushed(&locked.sign(&lender.key)));
    // Less is wanted, on a ground that does not hold: what was in force is over, and nothing justifies more.
    let mut lower = lender.restricted(3, Level::Reminder, at(NOW));
    lower.body.warrant = Some(of_another_lender(lender).sign(&lender.key).into());
    phone.feed(Input::Pushed(&lower.sign(&lender.key)));
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[Check::WarrantIssuer][..], Level::None));
    assert_eq!(phone.agent.standing_seq(), 3);
    phone.restart(&server);
    assert_eq!(phone.agent.level(), Level::None);
}

fn of_another_lender(lender: &Lender) -> proof::Unsigned<proof::documents::Warrant> {
    let mut warrant = lender.warrant(Level::Locked, at(NOW));
    warrant.claims.issuer = proof::Party::Lender(LenderId::new(2, [9; 10]));
    warrant
}

#[test]
fn a_bad_quittance_releases_all_the_same_but_not_for_good() {
    let (server, mut phone) = phone();
    let lender = &server.lender;
    let locked = lender.restricted(2, Level::Locked, at(NOW));
    phone.feed(Input::Pushed(&locked.sign(&lender.key)));
    let mut released = lender.released(3, at(NOW));
    let mut quittance = lender.quittance(at(NOW));
    quittance.body.terms = proof::Digest([9; 32]);
    released.body.quittance = Some(quittance.sign(&lender.key).into());
    phone.feed(Input::Pushed(&released.sign(&lender.key)));
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[Check::QuittanceTerms][..], Level::None));
    phone.restart(&server);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Free);
    let released = lender.released(4, at(NOW)).sign(&lender.key);
    phone.feed(Input::Pushed(&released));
    assert_eq!(phone.agent.screen().kind, ScreenKind::Quittance);
}

/// Attack 2: an old standing is sent again.
#[test]
fn replay_and_reorder() {
    let (server, mut phone) = phone();
    let lender = &server.lender;
    let signed = |standing: proof::Unsigned<_>| standing.sign(&lender.key);
    let locked = signed(lender.restricted(2, Level::Locked, at(NOW)));
    let free = signed(lender.standing(3, at(NOW)));
    phone.feed(Input::Pushed(&locked));
    phone.feed(Input::Pushed(&free));
    assert_eq!(phone.agent.level(), Level::None);
    assert_eq!(refused(&mut phone, &locked), Check::StandingOlder);
    // The same again is nothing new, other content under the same number is an attack.
    phone.feed(Input::Pushed(&free));
    assert_eq!(phone.refused, []);
    let twin = signed(lender.restricted(3, Level::Locked, at(NOW)));
    assert_eq!(refused(&mut phone, &twin), Check::StandingTwin);
}

/// Attack 6: what is for one phone comes to another, of the same lender, under the same keys.
#[test]
fn two_phones_messages_swapped() {
    let (mut server, mut phone) = phone();
    let (device, contract) = (server.lender.device, server.lender.contract);
    server.lender.device = ident::DeviceId::new(2, [9; 10]);
    let other_device = server.lender.restricted(2, Level::Locked, at(NOW)).sign(&server.lender.key);
    let other_device_free = server.lender.released(2, at(NOW)).sign(&server.lender.key);
    (server.lender.device, server.lender.contract) = (device, ident::ContractId::new(2, [9; 10]));
    let other_contract = server.lender.restricted(2, Level::Locked, at(NOW)).sign(&server.lender.key);
    assert_eq!(refused(&mut phone, &other_device), Check::StandingAudience);
    assert_eq!(refused(&mut phone, &other_device_free), Check::StandingAudience);
    assert_eq!(refused(&mut phone, &other_contract), Check::StandingSubject);
    // The right envelope around the other phone's warrant.
    server.lender.contract = contract;
    let mut mixed = server.lender.restricted(2, Level::Locked, at(NOW));
    server.lender.device = ident::DeviceId::new(2, [9; 10]);
    mixed.body.warrant = Some(server.lender.warrant(Level::Locked, at(NOW)).sign(&server.lender.key).into());
    assert_eq!(refused(&mut phone, &mixed.sign(&server.lender.key)), Check::WarrantAudience);
}

/// Attack 7: documents of different times put together: each names the terms and the pack it goes with.
#[test]
fn mix_and_match() {
    let (server, mut phone) = phone();
    let mut elsewhere = Lender::new();
    elsewhere.terms.pack.notices[0].cure_days = 1;
    let lender = &server.lender;
    let standing = elsewhere.restricted(2, Level::Locked, at(NOW)).sign(&lender.key);
    assert_eq!(refused(&mut phone, &standing), Check::StandingTerms);
    let mut mixed = lender.restricted(2, Level::Locked, at(NOW));
    let mut warrant = elsewhere.warrant(Level::Locked, at(NOW));
    mixed.body.warrant = Some(warrant.sign(&lender.key).into());
    assert_eq!(refused(&mut phone, &mixed.sign(&lender.key)), Check::WarrantTerms);
    warrant.body.terms = lender.terms_digest();
    mixed.body.warrant = Some(warrant.sign(&lender.key).into());
    assert_eq!(refused(&mut phone, &mixed.sign(&lender.key)), Check::WarrantPack);
}

#[test]
fn before_enrollment_nothing_counts() {
    let server = Server::new(at(NOW));
    let mut phone = Phone::new(&server);
    let lender = Lender::new();
    let locked = lender.restricted(2, Level::Locked, at(NOW)).sign(&lender.key);
    assert_eq!(refused(&mut phone, &locked), Check::NotEnrolled);
}
