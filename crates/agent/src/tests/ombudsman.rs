//! The ombudsman frees any device and restricts none. Checks 130 to 132.

use ident::{ContractId, DeviceId};
use minicbor::{Decode, Encode};
use policy::Level;
use proof::documents::{Fact, Release};
use proof::keys::LenderKey;
use proof::{Digest, Document, Party, Unsigned};

use crate::testing::{Phone, Server, at, locked};
use crate::{Check, Input, ScreenKind};

const NOW: &str = "2026-02-19T15:00:00Z";

#[test]
fn a_release_frees_for_good_whatever_the_lender_says() {
    let (mut server, mut phone) = locked(at(NOW));
    phone.feed(Input::Pushed(&server.lender.freed(at(NOW))));
    let screen = phone.agent.screen();
    assert_eq!((phone.agent.level(), screen.kind), (Level::None, ScreenKind::Released));
    assert_eq!(screen.title, "This phone was released");
    assert!(screen.lines.iter().any(|line| line.contains("The court has ended the contract.")));
    assert!(screen.proof.is_some() && screen.amount.is_none() && screen.can_dismiss);
    phone.talk(&mut server);
    let facts: Vec<_> = server.receipts.iter().map(|receipt| receipt.body().fact.clone()).collect();
    assert!(facts.contains(&Fact::ReleaseApplied { release: server.lender.release(at(NOW)).digest() }));

    let again = server.lender.restricted(3, Level::Locked, at(NOW)).sign(&server.lender.key);
    phone.feed(Input::Pushed(&again));
    assert_eq!(
        (phone.refused.as_slice(), phone.agent.level()),
        (&[Check::StandingReleased][..], Level::None)
    );
    phone.restart(&server);
    phone.pass(200 * 86_400);
    assert_eq!((phone.agent.level(), phone.agent.screen().kind), (Level::None, ScreenKind::Released));
    // The same again is nothing new.
    let receipts = phone.agent.unconfirmed_receipts();
    phone.feed(Input::Pushed(&server.lender.freed(at(NOW))));
    assert_eq!((phone.refused.as_slice(), phone.agent.unconfirmed_receipts()), (&[][..], receipts));
    phone.feed(Input::Dismiss);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Free);
}

#[test]
fn it_comes_by_answer_and_after_a_reset_by_grant() {
    let (mut server, mut phone) = locked(at(NOW));
    server.releases = vec![server.lender.freed(at(NOW)).into()];
    phone.exchange_once(&mut server);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Released);
    phone.factory_reset(&server);
    phone.exchange_once(&mut server);
    assert_eq!((phone.agent.level(), phone.agent.screen().kind), (Level::None, ScreenKind::Released));
}

#[test]
fn who_pays_all_the_same_gets_the_quittance() {
    let (server, mut phone) = locked(at(NOW));
    phone.feed(Input::Pushed(&server.lender.freed(at(NOW))));
    phone.feed(Input::Pushed(&server.lender.released(3, at(NOW)).sign(&server.lender.key)));
    assert_eq!(phone.agent.screen().kind, ScreenKind::Quittance);
}

#[test]
fn every_flipped_byte_is_refused() {
    let (server, mut phone) = locked(at(NOW));
    let good = server.lender.freed(at(NOW));
    for n in 0..good.len() {
        let mut bad = good.clone();
        bad[n] ^= 1 << (n % 8);
        phone.feed(Input::Pushed(&bad));
        assert_eq!((phone.refused.len(), phone.agent.level()), (1, Level::Locked), "byte {n}");
    }
}

/// A release in the envelope, something else inside.
#[derive(Debug, Clone, PartialEq, Encode, Decode)]
#[cbor(map)]
struct NoRelease {
    #[n(0)]
    terms: Digest,
}

impl Document for NoRelease {
    const TYP: &'static str = Release::TYP;
}

fn refused(release: impl FnOnce(&Server) -> Vec<u8>) -> Vec<Check> {
    let (server, mut phone) = locked(at(NOW));
    let bytes = release(&server);
    phone.feed(Input::Pushed(&bytes));
    assert_eq!(phone.agent.level(), Level::Locked);
    phone.refused
}

#[test]
fn form() {
    let other = |s: &Server| {
        let body = NoRelease { terms: s.lender.terms_digest() };
        Unsigned { claims: s.lender.release(at(NOW)).claims, body }.sign(&s.lender.authority.ombudsman)
    };
    assert_eq!(refused(other), [Check::ReleaseForm]);
}

#[test]
fn signature() {
    let stranger = |s: &Server| s.lender.release(at(NOW)).sign(&LenderKey::from_seed(&[9; 32]));
    assert_eq!(refused(stranger), [Check::ReleaseSignature]);
}

#[test]
fn parties() {
    type Attack = fn(&mut Unsigned<Release>);
    let attacks: [Attack; 4] = [
        |release| release.claims.issuer = release.claims.audience,
        |release| release.claims.subject = ContractId::new(2, [9; 10]),
        |release| release.claims.audience = Party::Device(DeviceId::new(2, [9; 10])),
        |release| release.body.terms = Digest([9; 32]),
    ];
    for attack in attacks {
        let attacked = |s: &Server| {
            let mut release = s.lender.release(at(NOW));
            attack(&mut release);
            release.sign(&s.lender.authority.ombudsman)
        };
        assert_eq!(refused(attacked), [Check::ReleaseParties]);
    }
}

#[test]
fn a_revoked_ombudsman_frees_nobody_any_more() {
    let (mut server, mut phone) = locked(at(NOW));
    server.lender.authority.amend(|roster| {
        let ombudsman = roster.keys[2].key.thumbprint();
        roster.revoked.push(ombudsman);
    });
    phone.talk(&mut server);
    phone.feed(Input::Pushed(&server.lender.freed(at(NOW))));
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[Check::KeyRevoked][..], Level::Locked));
}

#[test]
fn before_enrollment_it_frees_nothing() {
    let server = Server::new(at(NOW));
    let mut phone = Phone::new(&server);
    phone.feed(Input::Pushed(&server.lender.freed(at(NOW))));
    assert_eq!(phone.refused, [Check::NotEnrolled]);
}

#[test]
fn long_words_are_kept_short() {
    let (server, mut phone) = locked(at(NOW));
    let mut release = server.lender.release(at(NOW));
    release.body.reason = "é".repeat(20_000);
    phone.feed(Input::Pushed(&release.sign(&server.lender.authority.ombudsman)));
    let longest = phone.agent.screen().lines.iter().map(|line| line.chars().count()).max();
    assert_eq!((phone.agent.screen().kind, longest), (ScreenKind::Released, Some(400)));
}
