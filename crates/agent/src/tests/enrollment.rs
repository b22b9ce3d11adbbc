use policy::Level;
use proof::documents::Fact;
use proof::keys::LenderKey;
use proof::session::{Anchor, Grant, Hello, Purpose};

use crate::testing::{Phone, Server, at, enrolled, locked};
use crate::{Check, Input, Reply, ScreenKind};

const NOW: &str = "2026-02-19T15:00:00Z";

#[test]
fn pins_the_terms_and_vouches_for_it() {
    let (server, phone) = enrolled(at(NOW));
    assert_eq!(phone.agent.screen().kind, ScreenKind::Free);
    assert_eq!(server.receipts[0].body().fact, Fact::Enrolled { terms: server.lender.terms_digest() });
    assert_eq!(phone.agent.unconfirmed_receipts(), 0);
}

#[test]
fn a_grant_of_another_lender_is_refused() {
    let mut server = Server::new(at(NOW));
    let mut phone = Phone::new(&server);
    phone.feed(Input::Provision(server.code("token")));
    server.lender.authority.freshness = LenderKey::from_seed(&[9; 32]);
    phone.talk(&mut server);
    assert_eq!(phone.refused, [Check::GrantForm]);
    assert_eq!(phone.agent.screen().kind, ScreenKind::NotEnrolled);
    // A whole chain of its own.
    server.lender.authority.roots[0].expires_at = at("2041-01-01T00:00:00Z");
    server.token_used = false;
    phone.talk(&mut server);
    assert_eq!(phone.refused, [Check::RootNext]);
    assert_eq!(phone.agent.screen().kind, ScreenKind::NotEnrolled);
}

#[test]
fn a_grant_for_an_earlier_hello_is_refused() {
    let mut server = Server::new(at(NOW));
    let mut phone = Phone::new(&server);
    phone.feed(Input::Provision(server.code("token")));
    let (endpoint, hello, _) = phone.sent.take().unwrap();
    let (_, grant) = server.answer(endpoint, &hello);
    phone.restart(&server);
    phone.feed(Input::Received { reply: Reply::Ok, bytes: &grant });
    assert_eq!(phone.refused, [Check::GrantForm]);
}

#[test]
fn a_lost_grant_does_not_lose_the_phone() {
    let mut server = Server::new(at(NOW));
    let mut phone = Phone::new(&server);
    phone.feed(Input::Provision(server.code("token")));
    // The server takes the token, the answer never arrives, and the phone restarts.
    let (endpoint, hello, _) = phone.sent.take().unwrap();
    server.answer(endpoint, &hello);
    phone.restart(&server);
    phone.talk(&mut server);
    assert_eq!(phone.refused, [Check::ServerRefused]);
    phone.talk(&mut server);
    assert_eq!(server.hellos.last(), Some(&Purpose::Recover));
    assert_eq!(phone.agent.screen().kind, ScreenKind::Free);
}

#[test]
fn terms_of_another_phone_are_refused() {
    let mut server = Server::new(at(NOW));
    let mut phone = Phone::new(&server);
    server.lender.terms.imeis.pop();
    phone.feed(Input::Provision(server.code("token")));
    phone.talk(&mut server);
    assert_eq!(phone.refused, [Check::TermsDevice]);
    assert_eq!(phone.agent.screen().kind, ScreenKind::NotEnrolled);
}

#[test]
fn pinned_terms_stay() {
    let (mut server, mut phone) = enrolled(at(NOW));
    server.lender.terms.pack.warrant_valid_days += 1;
    server.session = None;
    phone.talk(&mut server);
    phone.talk(&mut server);
    assert_eq!(phone.refused, [Check::GrantFinal]);
    phone.talk(&mut server);
    assert_eq!(phone.refused, [Check::GrantFinal]);
}

#[test]
fn a_phone_under_contract_takes_no_code_of_another_root() {
    let (server, mut phone) = enrolled(at(NOW));
    let mut code = server.code("token");
    code.root = proof::Digest([9; 32]);
    phone.feed(Input::Provision(code));
    assert_eq!(phone.refused, [Check::AlreadyEnrolled]);
}

#[test]
fn locked_stays_locked_and_free_stays_free_after_a_reset() {
    // Sunday night: no hour for a level to rise, and this is none.
    let (mut server, mut phone) = locked(at(NOW));
    server.now = at("2026-02-23T03:00:00Z");
    phone.factory_reset(&server);
    assert_eq!(phone.agent.level(), Level::None);
    phone.talk(&mut server);
    assert_eq!(phone.agent.level(), Level::Locked);
    // The chain of receipts goes on where it was; the server's own checks are in the test server.
    let facts: Vec<_> = server.receipts.iter().map(|receipt| receipt.body().fact.clone()).collect();
    assert_eq!(facts.len(), 4);
    assert_eq!(facts[3], Fact::LevelApplied { level: Level::Locked });

    let free = server.lender.standing(3, server.now);
    server.publish(&free);
    phone.factory_reset(&server);
    phone.talk(&mut server);
    assert_eq!(phone.agent.level(), Level::None);
}

/// What a phone says to a grant that is good but for a change.
fn refused(change: impl FnOnce(&mut Grant, &Server)) -> Vec<Check> {
    let mut server = Server::new(at(NOW));
    let mut phone = Phone::new(&server);
    phone.feed(Input::Provision(server.code("token")));
    let (endpoint, hello, _) = phone.sent.take().unwrap();
    let (_, bytes) = server.answer(endpoint, &hello);
    let (_, digest) = Hello::verify(&hello).unwrap();
    let pinned = server.lender.authority.pinned();
    let mut grant = Grant::verify(&bytes, Anchor::Pinned(&pinned), &digest).unwrap().grant;
    change(&mut grant, &server);
    let bytes = grant.try_sign(&server.lender.authority.freshness).unwrap();
    phone.feed(Input::Received { reply: Reply::Ok, bytes: &bytes });
    phone.refused
}

/// A count without end would leave the phone no number for its next receipt.
#[test]
fn a_grant_that_counts_receipts_without_end() {
    for count in [u64::MAX, (1 << 32) + 1] {
        assert_eq!(refused(|grant, _| grant.last_receipt = count), [Check::GrantReceipts]);
    }
    assert_eq!(refused(|grant, _| grant.last_receipt = 1 << 32), []);
}

#[test]
fn a_key_agreement_with_no_point_of_the_curve() {
    assert_eq!(refused(|_, _| ()), []);
    assert_eq!(refused(|grant, _| grant.ephemeral = [4; 65]), [Check::GrantKeys]);
}

#[test]
fn terms_that_are_none_and_terms_of_nobody_on_the_roster() {
    assert_eq!(refused(|grant, _| grant.terms = vec![0xa0].into()), [Check::TermsForm]);
    let stranger = LenderKey::from_seed(&[9; 32]);
    let by_stranger = |grant: &mut Grant, server: &Server| {
        grant.terms = server.lender.unsigned_terms().sign(&stranger).into();
    };
    assert_eq!(refused(by_stranger), [Check::TermsSignature]);
}
