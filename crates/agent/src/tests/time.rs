//! How far documents move trusted time.

use jiff::SignedDuration;
use policy::Level;

use crate::testing::{Phone, Server, at, enrolled};
use crate::{Check, Input};

const NOW: &str = "2026-02-19T15:00:00Z";
const DAY: u64 = 86_400;

fn phone() -> (Server, Phone) {
    enrolled(at(NOW))
}

fn days_on(phone: &Phone) -> i64 {
    phone.agent.trusted_time().unwrap().duration_since(at(NOW)).as_hours() / 24
}

fn later(days: i64) -> jiff::Timestamp {
    at(NOW) + SignedDuration::from_hours(24 * days)
}

/// A thief of the command key alone makes no years of minutes: what is pushed moves time by a month, and what would
/// restrict beyond it has not begun.
#[test]
fn pushes_do_not_make_a_year() {
    let (mut server, mut phone) = phone();
    for (seq, days) in [(2, 20), (3, 200), (4, 400), (5, 4_000)] {
        let free = server.lender.standing(seq, later(days)).sign(&server.lender.key);
        phone.feed(Input::Pushed(&free));
        assert_eq!(
            (phone.refused.as_slice(), phone.agent.standing_seq()),
            (&[][..], seq),
            "frees whatever its time"
        );
        phone.restart(&server);
    }
    assert_eq!(days_on(&phone), 31);
    let locked = server.lender.restricted(6, Level::Locked, later(200)).sign(&server.lender.key);
    phone.feed(Input::Pushed(&locked));
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[Check::WarrantNotYet][..], Level::None));
    // After the server was heard a month may pass without it again.
    phone.talk(&mut server);
    let locked = server.lender.restricted(7, Level::Locked, later(60)).sign(&server.lender.key);
    phone.feed(Input::Pushed(&locked));
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[][..], Level::Locked));
    assert_eq!(days_on(&phone), 60);
}

/// The server's clock is wrong by a decade for a while.
#[test]
fn answers_do_not_make_a_decade() {
    let (mut server, mut phone) = phone();
    server.now = at("2036-02-19T15:00:00Z");
    let locked = server.lender.restricted(2, Level::Locked, server.now);
    server.publish(&locked);
    for _ in 0..5 {
        phone.exchange_once(&mut server);
        assert_eq!(phone.refused, [Check::WarrantNotYet]);
    }
    assert_eq!((days_on(&phone), phone.agent.level()), (400, Level::None));
    let free = server.lender.standing(3, server.now);
    server.publish(&free);
    phone.talk(&mut server);
    assert_eq!((phone.refused.as_slice(), phone.agent.standing_seq()), (&[][..], 3));
}

/// A phone that lay in a drawer for a year is right after one answer, one of three years after two days.
#[test]
fn a_phone_that_was_off_catches_up() {
    let (mut server, mut phone) = phone();
    server.now = later(365);
    phone.talk(&mut server);
    assert_eq!(days_on(&phone), 365);
    server.now = later(3 * 365);
    for _ in 0..2 {
        phone.pass(DAY);
        phone.exchange_once(&mut server);
    }
    assert_eq!(days_on(&phone), 3 * 365);
}

/// A rehearsal moves its clock by hand.
#[test]
fn a_test_lenders_phone_follows_its_clock() {
    let mut server = Server::new(at(NOW));
    server.lender.authority.roster.test = true;
    let mut phone = Phone::enrolled(&mut server);
    server.now = later(3_000);
    phone.talk(&mut server);
    assert_eq!(days_on(&phone), 3_000);
}
