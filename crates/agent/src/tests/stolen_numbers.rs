//! Attacks 5 and 19: whoever has the command key takes numbers that the lender has not reached, or reaches next.

use policy::Level;

use super::stolen_keys::{NOW, phone, publish, rotate, talk};
use crate::testing::{Phone, Server, at};
use crate::{Check, Input};

/// As far above the last confirmed number as a push may be.
const FAR: u64 = 1 + (1 << 16);

/// The lender's next command key takes the place of the stolen one.
fn revoke(server: &mut Server) {
    drop(rotate(server, true));
}

fn push(phone: &mut Phone, server: &Server, seq: u64, level: Level) {
    let standing = server.lender.restricted(seq, level, at(NOW)).sign(&server.lender.key);
    phone.feed(Input::Pushed(&standing));
}

/// Fast-forward. Whoever had a key for a while could count its numbers to the end; those of the next
/// key begin below.
#[test]
fn numbers_used_up_with_a_stolen_key_are_free_again() {
    let (mut server, mut phone) = phone();
    push(&mut phone, &server, FAR, Level::Limited);
    assert_eq!((phone.agent.level(), phone.agent.standing_seq()), (Level::Limited, FAR));
    push(&mut phone, &server, FAR + 1, Level::Limited);
    assert_eq!(phone.refused, [Check::StandingUnconfirmed], "not one further");
    publish(&mut server, 2, Level::Locked);
    phone.exchange_once(&mut server);
    assert_eq!(phone.refused, [Check::StandingOlder], "the lender's own number is below");
    revoke(&mut server);
    publish(&mut server, 2, Level::None);
    talk(&mut phone, &mut server);
    assert_eq!((phone.agent.level(), phone.agent.standing_seq()), (Level::None, 2));
    phone.restart(&server);
    assert_eq!(phone.agent.standing_seq(), 2);
}

/// The thief puts the phone's own genuine warrant under a number that the lender
/// has not reached, so that every later release looks older.
#[test]
fn a_release_below_the_thiefs_number_frees_when_the_server_says_it() {
    let (mut server, mut phone) = phone();
    publish(&mut server, 2, Level::Locked);
    talk(&mut phone, &mut server);
    push(&mut phone, &server, FAR, Level::Locked);
    assert_eq!(phone.agent.standing_seq(), FAR);
    publish(&mut server, 3, Level::None);
    let kept = server.standing.clone();
    phone.feed(Input::Pushed(&kept));
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[Check::StandingOlder][..], Level::Locked));
    talk(&mut phone, &mut server);
    assert_eq!((phone.agent.level(), phone.agent.standing_seq()), (Level::None, 3));
    // Neither the thief's standing comes back, nor another one below the highest number there was.
    for seq in [4, FAR] {
        push(&mut phone, &server, seq, Level::Locked);
        assert_eq!(phone.agent.level(), Level::None, "{seq}");
    }
    phone.restart(&server);
    push(&mut phone, &server, FAR, Level::Locked);
    assert_eq!((phone.agent.level(), phone.agent.standing_seq()), (Level::None, 3));
    // The server goes on counting below it.
    publish(&mut server, 4, Level::Limited);
    talk(&mut phone, &mut server);
    assert_eq!((phone.agent.level(), phone.agent.standing_seq()), (Level::Limited, 4));
}

/// An answer that was held back says less than what came since: it lowers, and does not stay in the way.
#[test]
fn an_answer_that_was_held_back_raises_nothing() {
    let (mut server, mut phone) = phone();
    publish(&mut server, 2, Level::Locked);
    phone.feed(Input::Online);
    let (endpoint, bytes, _) = phone.sent.take().unwrap();
    let (reply, held) = server.answer(endpoint, &bytes);
    publish(&mut server, 3, Level::None);
    let free = server.standing.clone();
    phone.feed(Input::Pushed(&free));
    phone.feed(Input::Received { reply, bytes: &held });
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[Check::StandingOlder][..], Level::None));
    assert_eq!(phone.agent.standing_seq(), 3);
}

/// The same with the very number that the lender takes next: its release is not newer than what the phone has.
#[test]
fn an_order_with_the_servers_own_number_is_found_out() {
    let (mut server, mut phone) = phone();
    publish(&mut server, 2, Level::Locked);
    talk(&mut phone, &mut server);
    push(&mut phone, &server, 3, Level::Locked);
    publish(&mut server, 3, Level::None);
    assert_eq!((phone.agent.level(), phone.agent.standing_seq()), (Level::Locked, 3));
    phone.exchange_once(&mut server);
    phone.exchange_once(&mut server);
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[][..], Level::None));
    // A genuine one that was pushed early is found to be the same, and that is the end of it.
    publish(&mut server, 4, Level::Limited);
    let early = server.standing.clone();
    phone.feed(Input::Pushed(&early));
    for _ in 0..3 {
        phone.exchange_once(&mut server);
    }
    assert!(!phone.agent.durable.get().is_pushed && !phone.agent.link.doubts);
    assert_eq!((phone.agent.level(), phone.agent.standing_seq()), (Level::Limited, 4));
}

/// The same with the quittance, which needs no answer.
#[test]
fn a_quittance_frees_whatever_its_number() {
    let (server, mut phone) = phone();
    push(&mut phone, &server, FAR, Level::Locked);
    assert_eq!(phone.agent.level(), Level::Locked);
    let mut foreign = server.lender.released(3, at(NOW));
    let mut other = server.lender.quittance(at(NOW));
    other.body.terms = proof::Digest([9; 32]);
    foreign.body.quittance = Some(other.sign(&server.lender.key).into());
    phone.feed(Input::Pushed(&foreign.sign(&server.lender.key)));
    assert_eq!(
        (phone.refused.as_slice(), phone.agent.level()),
        (&[Check::StandingOlder][..], Level::Locked),
        "another contract's quittance is none"
    );
    phone.feed(Input::Pushed(&server.lender.released(3, at(NOW)).sign(&server.lender.key)));
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[][..], Level::None));
    assert_eq!(phone.agent.screen().kind, crate::ScreenKind::Quittance);
    phone.restart(&server);
    push(&mut phone, &server, FAR + 1, Level::Locked);
    assert_eq!((phone.agent.level(), phone.agent.screen().kind), (Level::None, crate::ScreenKind::Quittance));
}
