//! Invariant I12: silence is not default.

use policy::Level;
use proof::documents::Fact;

use crate::testing::{Phone, Server, at};
use crate::{Input, ScreenKind};

const DAY: u64 = 86_400;

/// Paid through January 15; last heard on the 15th at ten in the morning in New York.
fn silent() -> (Server, Phone) {
    let mut server = Server::new(at("2026-01-15T15:00:00Z"));
    let mut phone = Phone::enrolled(&mut server);
    phone.feed(Input::SendFailed);
    (server, phone)
}

#[test]
fn notice_then_limited_then_free_by_any_contact() {
    let (mut server, mut phone) = silent();
    phone.pass(7 * DAY - 60);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Free);
    phone.pass(120);
    assert_eq!((phone.agent.screen().kind, phone.agent.level()), (ScreenKind::Silence, Level::None));
    phone.pass(7 * DAY);
    assert_eq!((phone.agent.screen().kind, phone.agent.level()), (ScreenKind::Silence, Level::Limited));
    assert_eq!(phone.agent.screen().title, "Connect or enter a code");
    phone.restart(&server);
    assert_eq!(phone.agent.level(), Level::Limited);
    // Never more, however long.
    phone.pass(1_000 * DAY);
    assert_eq!(phone.agent.level(), Level::Limited);

    server.now = at("2028-11-01T15:00:00Z");
    phone.talk(&mut server);
    phone.talk(&mut server);
    assert_eq!((phone.agent.screen().kind, phone.agent.level()), (ScreenKind::Free, Level::None));
    let facts: Vec<_> = server.receipts.iter().map(|receipt| receipt.body().fact.clone()).collect();
    let free = Fact::LevelApplied { level: Level::None };
    assert_eq!(facts[1..], [Fact::SilenceNoticeShown, Fact::SilenceLimited, free]);
}

#[test]
fn a_pushed_standing_ends_it() {
    let (server, mut phone) = silent();
    phone.pass(8 * DAY);
    phone.pass(7 * DAY);
    assert_eq!(phone.agent.level(), Level::Limited);
    let standing = server.lender.standing(2, at("2026-01-30T15:00:00Z")).sign(&server.lender.key);
    phone.feed(Input::Pushed(&standing));
    assert_eq!((phone.agent.screen().kind, phone.agent.level()), (ScreenKind::Free, Level::None));
}

#[test]
fn contact_is_contact_whatever_the_servers_clock_says() {
    // The server's clock stands still for a month; the phone talks to it every day.
    let (mut server, mut phone) = silent();
    for _ in 0..30 {
        phone.pass(DAY);
        phone.talk(&mut server);
        phone.feed(Input::SendFailed);
        assert_eq!((phone.agent.screen().kind, phone.agent.level()), (ScreenKind::Free, Level::None));
    }
    // A month of silence, then one answer by the slow clock.
    phone.pass(16 * DAY);
    phone.pass(8 * DAY);
    assert_eq!(phone.agent.level(), Level::Limited);
    phone.talk(&mut server);
    assert_eq!((phone.agent.screen().kind, phone.agent.level()), (ScreenKind::Free, Level::None));
}

#[test]
fn a_restart_right_after_a_contact_does_not_forget_it() {
    let (mut server, mut phone) = silent();
    phone.pass(5 * DAY);
    phone.talk(&mut server);
    phone.restart(&server);
    phone.pass(4 * DAY);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Free);
    phone.pass(4 * DAY);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Silence);
}

#[test]
fn a_phone_switched_off_for_a_year_gets_its_notice_first() {
    let (server, mut phone) = silent();
    phone.pass(400 * DAY);
    assert_eq!((phone.agent.screen().kind, phone.agent.level()), (ScreenKind::Silence, Level::None));
    phone.pass(6 * DAY);
    phone.restart(&server);
    assert_eq!(phone.agent.level(), Level::None);
}

#[test]
fn paid_ahead_means_later() {
    let mut server = Server::new(at("2026-01-15T15:00:00Z"));
    let mut standing = server.lender.standing(2, server.now);
    standing.body.oldest_unpaid_due_on = Some("2026-06-15".parse().unwrap());
    server.publish(&standing);
    let mut phone = Phone::enrolled(&mut server);
    phone.feed(Input::SendFailed);
    phone.pass(150 * DAY);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Free);
    phone.pass(8 * DAY);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Silence);
}

#[test]
fn nothing_follows_where_the_pack_says_nothing_or_all_is_paid() {
    let mut server = Server::new(at("2026-01-15T15:00:00Z"));
    server.lender.terms.pack.silence = None;
    let standing = server.lender.standing(2, server.now);
    server.publish(&standing);
    let mut phone = Phone::enrolled(&mut server);
    phone.pass(1_000 * DAY);
    phone.pass(1_000 * DAY);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Free);

    let (server, mut phone) = silent();
    let released = server.lender.released(2, server.now).sign(&server.lender.key);
    phone.feed(Input::Pushed(&released));
    phone.pass(1_000 * DAY);
    phone.pass(1_000 * DAY);
    assert_eq!((phone.agent.screen().kind, phone.agent.level()), (ScreenKind::Quittance, Level::None));
}
