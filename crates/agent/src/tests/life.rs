use policy::{Level, NoticeKey};
use proof::documents::{Fact, NoticeOnDevice};

use crate::testing::{Phone, Server, at, day, enrolled, locked, usd};
use crate::{Agent, Check, Input, ScreenKind, StateError};

const NOW: &str = "2026-02-19T15:00:00Z";

fn facts(server: &Server) -> Vec<Fact> {
    server.receipts.iter().map(|receipt| receipt.body().fact.clone()).collect()
}

fn noticed(server: &Server, seq: u64) -> proof::Unsigned<proof::documents::Standing> {
    let mut standing = server.lender.standing(seq, server.now);
    standing.body.overdue = usd(1_000);
    let (key, delinquent_since) = (NoticeKey("first".to_owned()), day("2026-01-15"));
    standing.body.notices = vec![NoticeOnDevice { key, delinquent_since, amount: usd(1_000), cure_days: 7 }];
    standing
}

#[test]
fn a_notice_is_shown_and_proved_once() {
    let mut server = Server::new(at("2026-01-20T15:00:00Z"));
    let mut phone = Phone::enrolled(&mut server);
    let standing = noticed(&server, 2);
    server.publish(&standing);
    phone.talk(&mut server);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Notice);
    assert_eq!(phone.agent.screen().amount, Some(usd(1_000)));
    let shown = Fact::NoticeShown { key: NoticeKey("first".to_owned()), delinquent_since: day("2026-01-15") };
    assert_eq!(facts(&server).last(), Some(&shown));
    phone.feed(Input::Dismiss);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Free);
    // The next standing repeats it, and the phone restarts: it is neither shown nor proved again.
    let standing = noticed(&server, 3);
    server.publish(&standing);
    phone.talk(&mut server);
    phone.restart(&server);
    phone.talk(&mut server);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Free);
    assert_eq!(facts(&server).iter().filter(|fact| **fact == shown).count(), 1);
}

#[test]
fn lock_pay_unlock_and_quittance() {
    let (mut server, mut phone) = locked(at(NOW));
    let screen = phone.agent.screen();
    assert_eq!((screen.kind, screen.level), (ScreenKind::Locked, Level::Locked));
    assert_eq!(screen.title, "This device is locked due to an overdue installment payment");
    let warrant = server.lender.warrant(Level::Locked, at(NOW)).digest();
    assert_eq!(screen.proof, Some(warrant.to_string()));
    assert_eq!(screen.pay_url.as_deref(), Some("https://pay.example/c"));
    assert!(!screen.can_dismiss);

    let free = server.lender.standing(3, at(NOW));
    server.publish(&free);
    phone.talk(&mut server);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Free);

    let released = server.lender.released(4, at(NOW));
    server.publish(&released);
    phone.talk(&mut server);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Quittance);
    let quittance = server.lender.quittance(at(NOW)).digest();
    let levels = [Level::Locked, Level::None].map(|level| Fact::LevelApplied { level });
    assert_eq!(facts(&server)[1..], [&levels[..], &[Fact::QuittanceApplied { quittance }]].concat());
    // The contract is over: the phone is silent from now on.
    phone.sent = None;
    phone.pass(86_400);
    assert_eq!(phone.sent, None);
}

#[test]
fn nothing_restricts_after_the_quittance() {
    let (server, mut phone) = enrolled(at(NOW));
    let released = server.lender.released(2, at(NOW)).sign(&server.lender.key);
    phone.feed(Input::Pushed(&released));
    let locked = server.lender.restricted(3, Level::Locked, at(NOW)).sign(&server.lender.key);
    phone.feed(Input::Pushed(&locked));
    assert_eq!(phone.refused, [Check::StandingReleased]);
    // Nor after a later standing without quittance and a restart.
    let free = server.lender.standing(4, at(NOW)).sign(&server.lender.key);
    phone.feed(Input::Pushed(&free));
    phone.restart(&server);
    let locked = server.lender.restricted(5, Level::Locked, at(NOW)).sign(&server.lender.key);
    phone.feed(Input::Pushed(&locked));
    assert_eq!(
        (phone.refused.as_slice(), phone.agent.level()),
        (&[Check::StandingReleased][..], Level::None)
    );
}

/// Attack 12: the user sets the clock back.
#[test]
fn a_warrant_that_nobody_renews_ends_by_itself() {
    let (server, mut phone) = enrolled(at(NOW));
    let locked = server.lender.restricted(2, Level::Locked, at(NOW)).sign(&server.lender.key);
    phone.feed(Input::Pushed(&locked));
    phone.feed(Input::SendFailed);
    phone.pass(7 * 86_400 - 60);
    assert_eq!(phone.agent.level(), Level::Locked);
    assert!(phone.wake_at <= phone.monotonic + std::time::Duration::from_secs(61));
    phone.pass(60);
    assert_eq!((phone.agent.level(), phone.agent.wanted()), (Level::None, Level::Locked));
    // The user sets the clock back a year: nothing comes back.
    phone.wall = Some(at("2025-02-19T15:00:00Z"));
    phone.restart(&server);
    assert_eq!(phone.agent.level(), Level::None);
}

#[test]
fn a_level_rises_in_its_hours_only_and_falls_at_any_time() {
    // Ten in the evening in New York.
    let mut server = Server::new(at("2026-02-20T03:00:00Z"));
    let mut phone = Phone::enrolled(&mut server);
    let locked = server.lender.restricted(2, Level::Locked, server.now).sign(&server.lender.key);
    phone.feed(Input::Pushed(&locked));
    assert_eq!((phone.agent.level(), phone.agent.wanted()), (Level::None, Level::Locked));
    phone.pass(11 * 3600 - 60);
    assert_eq!(phone.agent.level(), Level::None);
    phone.pass(120);
    assert_eq!(phone.agent.level(), Level::Locked);
    phone.pass(12 * 3600);
    phone.restart(&server);
    assert_eq!(phone.agent.level(), Level::Locked);
    let free = server.lender.standing(3, server.now).sign(&server.lender.key);
    phone.feed(Input::Pushed(&free));
    assert_eq!(phone.agent.level(), Level::None);
}

#[test]
fn a_reminder_can_be_put_away_for_a_day() {
    let (server, mut phone) = enrolled(at(NOW));
    let reminder = server.lender.restricted(2, Level::Reminder, at(NOW)).sign(&server.lender.key);
    phone.feed(Input::Pushed(&reminder));
    assert_eq!(phone.agent.screen().kind, ScreenKind::Reminder);
    phone.feed(Input::Dismiss);
    assert_eq!((phone.agent.screen().kind, phone.agent.level()), (ScreenKind::Free, Level::Reminder));
    phone.pass(86_400);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Reminder);
}

#[test]
fn a_link_is_a_page_or_nothing() {
    let mut server = Server::new(at(NOW));
    server.lender.terms.pay_url = "javascript:alert(1)".to_owned();
    let mut standing = server.lender.standing(2, at(NOW));
    standing.body.pay_url = "javascript:alert(2)".to_owned();
    server.publish(&standing);
    let phone = Phone::enrolled(&mut server);
    assert_eq!(phone.agent.screen().pay_url, None);
}

#[test]
fn a_damaged_state_is_reported() {
    let (_server, phone) = enrolled(at(NOW));
    let kept = phone.kept.unwrap();
    let identity = || crate::Identity { imeis: Vec::new(), serial: String::new(), model: String::new() };
    assert_eq!(Agent::new(identity(), Some(&kept[..kept.len() - 1])).unwrap_err(), StateError::Damaged);
    assert_eq!(Agent::new(identity(), Some(b"")).unwrap_err(), StateError::Damaged);
    assert_eq!(Agent::new(identity(), Some(&[9; 80])).unwrap_err(), StateError::Version(9));
}
