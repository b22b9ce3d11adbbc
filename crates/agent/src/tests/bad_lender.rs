//! The lender's own server as the attacker, with its real key.

use ident::ContractId;
use policy::{Level, NoticeKey};
use proof::documents::{Fact, NoticeOnDevice, Standing};
use proof::keys::Signer as _;
use proof::{Parsed, Unsigned};

use crate::testing::{Phone, Server, at, day, enrolled, usd};
use crate::{Check, Input, ScreenKind};

const NOW: &str = "2026-02-19T15:00:00Z";
const DAY: u64 = 86_400;

fn phone() -> (Server, Phone) {
    enrolled(at(NOW))
}

fn push(server: &Server, phone: &mut Phone, standing: &Unsigned<Standing>) {
    phone.feed(Input::Pushed(&standing.sign(&server.lender.key)));
}

fn noticed(server: &Server, seq: u64, key: &str, cure_days: u16) -> Unsigned<Standing> {
    let mut standing = server.lender.standing(seq, server.now);
    let (key, delinquent_since) = (NoticeKey(key.to_owned()), day("2026-01-15"));
    standing.body.notices = vec![NoticeOnDevice { key, delinquent_since, amount: usd(1_000), cure_days }];
    standing
}

#[test]
fn a_paid_phone_is_not_drawn_into_another_contract() {
    let (mut server, mut phone) = phone();
    let released = server.lender.released(2, server.now);
    push(&server, &mut phone, &released);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Quittance);
    // Receipts are still to be delivered, so the phone talks on; the server grants another contract instead.
    server.lender.contract = ContractId::new(9, [9; 10]);
    let first = server.lender.standing(1, server.now);
    server.publish(&first);
    phone.recover(&mut server);
    assert_eq!(phone.refused, [Check::GrantFinal]);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Quittance);
    // The borrower asks for it: then it counts, with its own numbers.
    server.token_used = false;
    phone.feed(Input::Provision(server.code("token")));
    phone.talk(&mut server);
    assert_eq!((phone.agent.screen().kind, phone.agent.standing_seq()), (ScreenKind::Free, 1));
    // And once: the next one needs to be asked for again.
    let released = server.lender.released(2, server.now);
    push(&server, &mut phone, &released);
    server.lender.contract = ContractId::new(10, [9; 10]);
    let first = server.lender.standing(1, server.now);
    server.publish(&first);
    phone.recover(&mut server);
    assert_eq!(phone.refused, [Check::GrantFinal]);
}

#[test]
fn notices_of_a_paid_delinquency_are_not_used_again() {
    let (server, mut phone) = phone();
    let locked = server.lender.restricted(2, Level::Locked, server.now);
    push(&server, &mut phone, &locked);
    assert_eq!(phone.agent.level(), Level::Locked);
    let mut paid = server.lender.standing(3, server.now);
    paid.body.overdue = usd(0);
    push(&server, &mut phone, &paid);
    phone.restart(&server);
    let locked = server.lender.restricted(4, Level::Locked, server.now);
    push(&server, &mut phone, &locked);
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[Check::NoticeCured][..], Level::None));
}

#[test]
fn a_notice_that_says_other_than_the_pack_is_no_notice() {
    let (server, mut phone) = phone();
    let before = phone.agent.unconfirmed_receipts();
    let long = "first".repeat(10_000);
    for (seq, key, cure_days) in [(2, "first", 60), (3, "third", 7), (4, long.as_str(), 7)] {
        push(&server, &mut phone, &noticed(&server, seq, key, cure_days));
        assert_eq!(phone.refused, []);
        assert_eq!(
            (phone.agent.screen().kind, phone.agent.unconfirmed_receipts()),
            (ScreenKind::Free, before)
        );
    }
    push(&server, &mut phone, &noticed(&server, 5, "first", 7));
    assert_eq!(phone.agent.screen().kind, ScreenKind::Notice);
}

#[test]
fn nobody_is_warned_after_the_quittance() {
    let (server, mut phone) = phone();
    let released = server.lender.released(2, server.now);
    push(&server, &mut phone, &released);
    let (receipts, lines) = (phone.agent.unconfirmed_receipts(), phone.agent.screen().lines.clone());
    push(&server, &mut phone, &noticed(&server, 3, "first", 7));
    assert_eq!((phone.agent.unconfirmed_receipts(), &phone.agent.screen().lines), (receipts, &lines));
}

#[test]
fn numbers_can_not_be_counted_to_the_end() {
    let (server, mut phone) = phone();
    for seq in [u64::MAX, 1 << 32, 2 + (1 << 16)] {
        push(&server, &mut phone, &server.lender.restricted(seq, Level::Locked, server.now));
        assert!([Check::StandingLeap, Check::StandingUnconfirmed].contains(&phone.refused[0]), "{seq}");
    }
    push(&server, &mut phone, &server.lender.released(2, server.now));
    assert_eq!(phone.agent.screen().kind, ScreenKind::Quittance);
}

#[test]
fn a_session_renewed_again_and_again_gets_no_haste() {
    let (mut server, mut phone) = phone();
    server.renew = true;
    phone.feed(Input::Online);
    let (mut sends, before) = (0, phone.monotonic);
    while let Some((endpoint, bytes, _)) = phone.sent.take() {
        sends += 1;
        assert!(sends < 5, "the phone talks without pause");
        let (reply, bytes) = server.answer(endpoint, &bytes);
        phone.feed(Input::Received { reply, bytes: &bytes });
    }
    assert!(sends > 0 && phone.monotonic == before && phone.wake_at > before);
}

#[test]
fn receipts_that_nobody_takes_do_not_pile_up() {
    let (server, mut phone) = phone();
    phone.feed(Input::SendFailed);
    for n in 0..200 {
        push(&server, &mut phone, &server.lender.restricted(2 + 2 * n, Level::Locked, server.now));
        push(&server, &mut phone, &server.lender.standing(3 + 2 * n, server.now));
    }
    assert_eq!(phone.agent.unconfirmed_receipts(), 256);
    // It obeys all the same, shows no notice as proved, and still says that it is free.
    push(&server, &mut phone, &noticed(&server, 500, "first", 7));
    assert_eq!(phone.agent.unconfirmed_receipts(), 256);
    push(&server, &mut phone, &server.lender.released(501, server.now));
    assert_eq!(phone.agent.unconfirmed_receipts(), 257);
}

#[test]
fn a_fresh_answer_does_not_move_time_beyond_its_own() {
    let (mut server, mut phone) = phone();
    let future = server.lender.standing(2, at("2036-01-01T00:00:00Z"));
    server.publish(&future);
    phone.talk(&mut server);
    assert_eq!((phone.refused.as_slice(), phone.agent.standing_seq()), (&[][..], 2));
    assert!(phone.agent.trusted_time().unwrap() < at("2026-02-19T15:06:00Z"));
}

#[test]
fn the_end_of_the_calendar_is_no_panic_and_no_restriction() {
    let (mut server, mut phone) = phone();
    push(&server, &mut phone, &server.lender.restricted(2, Level::Locked, server.now));
    assert_eq!(phone.agent.level(), Level::Locked);
    push(&server, &mut phone, &server.lender.standing(3, jiff::Timestamp::MAX));
    for _ in 0..3 {
        phone.pass(1_000 * DAY);
        phone.talk(&mut server);
    }
    phone.monotonic = std::time::Duration::MAX;
    phone.agent_tick();
    assert_eq!(phone.agent.level(), Level::None);
}

#[test]
fn outputs_name_no_secret() {
    let (server, phone) = phone();
    let kept = crate::Output::Persist(phone.kept.unwrap());
    assert!(format!("{kept:?}").len() < 30);
    let code = server.code("Zq7token");
    let purpose = proof::session::Purpose::Enroll { token: code.token.clone() };
    assert!(!format!("{:?}{purpose:?}", Input::Provision(code)).contains("Zq7token"));
}

#[test]
fn receipts_of_the_phone_ahead_of_its_server_still_count() {
    // The phone's clock ran six hours further than the server's, which stood still.
    let mut server = Server::new(at("2026-01-29T06:00:00Z"));
    let mut phone = Phone::enrolled(&mut server);
    phone.feed(Input::SendFailed);
    phone.pass(6 * 3_600);
    let standing = noticed(&server, 2, "final", 5);
    server.publish(&standing);
    phone.talk(&mut server);
    let receipt = server.receipts.last().unwrap();
    let shown = receipt.claims().issued_at;
    assert!(matches!(receipt.body().fact, Fact::NoticeShown { .. }) && shown >= at("2026-01-29T12:00:00Z"));
    let receipt = receipt.bytes().to_vec();

    server.now = at(NOW);
    let lender = &server.lender;
    let mut warrant = lender.warrant(Level::Locked, server.now);
    warrant.body.notices[1].delivered_at = shown;
    warrant.body.notices[1].deliveries[0].at = shown;
    warrant.body.notices[1].deliveries[0].receipt = Some(receipt.clone().into());
    let mut locked = lender.restricted(3, Level::Locked, server.now);
    lender.enclose(&mut locked.body, &warrant, &lender.key);
    push(&server, &mut phone, &locked);
    assert_eq!((phone.refused.as_slice(), phone.agent.level()), (&[][..], Level::Locked));
    // A release by a server whose clock is behind frees at once.
    let free = server.lender.standing(4, at("2026-02-18T15:00:00Z"));
    push(&server, &mut phone, &free);
    assert_eq!(phone.agent.level(), Level::None);
    let key = server.lender.device_key.public_key();
    assert!(Parsed::<proof::documents::Receipt>::parse(&receipt).unwrap().verify(&key).is_ok());
}
