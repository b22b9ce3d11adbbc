use std::time::Duration;

use proof::session::Purpose;

use crate::output::Endpoint;
use crate::testing::{Phone, Server, at, enrolled};
use crate::{Check, Input, Reply};

const NOW: &str = "2026-02-19T15:00:00Z";

fn phone() -> (Server, Phone) {
    enrolled(at(NOW))
}

/// Sends what is under way and takes the answer.
fn exchange(phone: &mut Phone, server: &mut Server) -> Vec<u8> {
    let (endpoint, bytes, _) = phone.sent.take().unwrap();
    let (reply, bytes) = server.answer(endpoint, &bytes);
    phone.feed(Input::Received { reply, bytes: &bytes });
    bytes
}

#[test]
fn one_waiting_check_in_is_always_under_way() {
    let (mut server, mut phone) = phone();
    phone.pass(2);
    for _ in 0..3 {
        let (endpoint, _, wait) = phone.sent.clone().unwrap();
        assert!(wait && endpoint == Endpoint::CheckIn);
        // The server held it for 25 seconds.
        phone.monotonic += Duration::from_secs(25);
        exchange(&mut phone, &mut server);
    }
}

#[test]
fn a_server_that_does_not_wait_is_not_flooded() {
    let (mut server, mut phone) = phone();
    phone.pass(2);
    exchange(&mut phone, &mut server);
    assert!(phone.sent.is_none());
    assert!(phone.wake_at > phone.monotonic && phone.wake_at <= phone.monotonic + Duration::from_secs(1));
}

#[test]
fn an_old_answer_is_no_answer() {
    let (mut server, mut phone) = phone();
    phone.pass(2);
    let (endpoint, bytes, _) = phone.sent.take().unwrap();
    let (_, old) = server.answer(endpoint, &bytes);
    phone.feed(Input::SendFailed);
    phone.feed(Input::Online);
    phone.feed(Input::Received { reply: Reply::Ok, bytes: &old });
    assert_eq!(phone.refused, [Check::AnswerForm]);
}

#[test]
fn an_answer_without_question() {
    let (_, mut phone) = phone();
    phone.feed(Input::SendFailed);
    phone.feed(Input::Received { reply: Reply::Ok, bytes: b"" });
    assert_eq!(phone.refused, [Check::Unasked]);
}

#[test]
fn backs_off_and_returns() {
    let (mut server, mut phone) = phone();
    let mut waits = Vec::new();
    phone.pass(2);
    for _ in 0..14 {
        phone.feed(Input::Tick);
        assert!(phone.sent.take().is_some());
        phone.feed(Input::SendFailed);
        assert!(phone.sent.is_none() && phone.agent.screen().offline);
        waits.push(phone.wake_at - phone.monotonic);
        phone.monotonic = phone.wake_at;
    }
    assert!(waits[0] <= Duration::from_secs(1) && waits[9] >= Duration::from_secs(256));
    assert!(waits.iter().all(|wait| *wait <= Duration::from_mins(15)));
    phone.talk(&mut server);
    assert!(!phone.agent.screen().offline);
}

#[test]
fn a_busy_server_is_left_alone_as_long_as_it_wishes() {
    let (_, mut phone) = phone();
    phone.feed(Input::Online);
    let reply = Reply::from_status(503, Some(Duration::from_secs(120)));
    phone.feed(Input::Received { reply, bytes: b"" });
    assert!(phone.wake_at >= phone.monotonic + Duration::from_secs(120));
}

#[test]
fn a_forgotten_session_is_renewed() {
    let (mut server, mut phone) = phone();
    let session = server.session.take().unwrap().0;
    phone.talk(&mut server);
    phone.talk(&mut server);
    assert_eq!(server.hellos.last(), Some(&Purpose::Renew { session }));
    assert!(server.session.is_some());
}

#[test]
fn an_expired_session_is_renewed() {
    let (mut server, mut phone) = phone();
    phone.feed(Input::SendFailed);
    phone.pass(31 * 86_400);
    phone.talk(&mut server);
    // Once: the server's clock is a month behind the phone's, and the new session still has its full length.
    assert_eq!(server.hellos.len(), 2);
    assert!(matches!(server.hellos.last(), Some(Purpose::Renew { .. })));
}

#[test]
fn counters_are_never_used_twice() {
    // The test server refuses a counter it has seen; two hundred restarts and check-ins.
    let (mut server, mut phone) = phone();
    for n in 0..200 {
        phone.talk(&mut server);
        assert_eq!(phone.refused, []);
        if n % 3 == 0 {
            phone.restart(&server);
        }
    }
}

#[test]
fn receipts_go_at_once_even_while_the_server_holds_an_answer() {
    let (server, mut phone) = phone();
    phone.pass(2);
    assert!(phone.sent.take().unwrap().2);
    let locked = server.lender.restricted(2, policy::Level::Locked, at(NOW)).sign(&server.lender.key);
    phone.feed(Input::Pushed(&locked));
    let (_, _, wait) = phone.sent.take().unwrap();
    assert!(!wait);
}

#[test]
fn a_refused_standing_is_not_asked_for_again_at_once() {
    let (mut server, mut phone) = phone();
    let mut standing = server.lender.restricted(2, policy::Level::Locked, at(NOW));
    standing.body.terms = proof::Digest([9; 32]);
    server.publish(&standing);
    phone.talk(&mut server);
    // However often: the connection is good, so nothing is put off further and further.
    for _ in 0..20 {
        assert_eq!(phone.refused, [Check::StandingTerms]);
        assert!(phone.sent.is_none() && !phone.agent.screen().offline);
        assert_eq!(phone.wake_at, phone.monotonic + Duration::from_secs(30));
        phone.pass(30);
        exchange(&mut phone, &mut server);
    }
    let free = server.lender.standing(3, at(NOW));
    server.publish(&free);
    phone.pass(30);
    exchange(&mut phone, &mut server);
    assert_eq!((phone.refused.as_slice(), phone.agent.standing_seq()), (&[][..], 3));
}
