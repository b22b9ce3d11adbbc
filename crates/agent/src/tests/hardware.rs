use policy::Level;
use proof::documents::Fact;

use crate::testing::{Phone, Server, at, locked};
use crate::{Input, ScreenKind};

const NOW: &str = "2026-02-19T15:00:00Z";

#[test]
fn a_hello_that_could_not_be_signed_is_sent_later() {
    let mut server = Server::new(at(NOW));
    let mut phone = Phone::new(&server);
    phone.key.is_broken = true;
    phone.feed(Input::Provision(server.code("token")));
    assert!(phone.sent.is_none());
    assert!(phone.wake_at > phone.monotonic);
    phone.key.is_broken = false;
    phone.pass(3_600);
    phone.talk(&mut server);
    assert_eq!(phone.agent.screen().kind, ScreenKind::Free);
}

#[test]
fn a_release_is_obeyed_at_once_and_its_receipt_is_signed_later() {
    let (mut server, mut phone) = locked(at(NOW));
    let before = server.receipts.len();

    phone.key.is_broken = true;
    let free = server.lender.standing(3, at(NOW));
    server.publish(&free);
    phone.exchange_once(&mut server);
    phone.exchange_once(&mut server);
    assert_eq!(phone.agent.level(), Level::None);
    assert_eq!((server.receipts.len(), phone.agent.unconfirmed_receipts()), (before, 1));
    phone.restart(&server);
    assert_eq!(phone.agent.unconfirmed_receipts(), 1);

    phone.key.is_broken = false;
    phone.pass(3_600);
    phone.talk(&mut server);
    let last = server.receipts.last().map(|receipt| receipt.body().fact.clone());
    assert_eq!(last, Some(Fact::LevelApplied { level: Level::None }));
    assert_eq!((server.receipts.len(), phone.agent.unconfirmed_receipts()), (before + 1, 0));
}
