use proof::keys::{Signer as _, SoftDeviceKey};
use servicing::{Command, ContractStatus, HoldKind};

use crate::operator::{Operator, post_with, server, text};
use crate::stage::new_contract;

#[tokio::test]
async fn a_hold_is_placed_and_released() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", Some(server.lender.id)).await;
    let contract = server.contract().await;
    let page = format!("/console/contracts/{}", contract.id);
    let reply = agent.post(&format!("{page}/holds"), &[("kind", "dispute")]).await;
    assert_eq!(reply.headers["location"], format!("{page}?done=hold-placed").as_str());
    assert_eq!(server.read(&contract).await.holds[0].kind, HoldKind::Dispute);
    assert!(agent.page(&format!("{page}?done=hold-placed")).await.contains("The hold is placed."));
    agent.post(&format!("{page}/holds/dispute/release"), &[]).await;
    assert!(server.read(&contract).await.holds.is_empty());
    let again = agent.post(&format!("{page}/holds/dispute/release"), &[]).await;
    assert_eq!(again.status, 409);
    assert!(text(&again).contains("Nothing was changed: no such hold is open."));
}

#[tokio::test]
async fn nothing_happens_without_the_token() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", Some(server.lender.id)).await;
    let contract = server.contract().await;
    let page = format!("/console/contracts/{}", contract.id);
    for (path, fields) in [
        ("/holds", &[("csrf", ""), ("kind", "dispute")][..]),
        ("/holds/dispute/release", &[("csrf", "AAAA")]),
        ("/enrollment-code", &[("csrf", "AAAA")]),
        ("/codes", &[("csrf", "AAAA"), ("kind", "counter_sync")]),
        ("/cancel", &[("csrf", "AAAA")]),
    ] {
        let reply = post_with(&server, &format!("{page}{path}"), &agent.cookie, fields).await;
        assert_eq!(reply.status, 403, "{path}");
    }
    assert_eq!(server.read(&contract).await, contract);
}

#[tokio::test]
async fn forms_with_other_fields_are_refused() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", Some(server.lender.id)).await;
    let contract = server.contract().await;
    let page = format!("/console/contracts/{}", contract.id);
    for fields in [&[("kind", "bribe")][..], &[("kind", "dispute"), ("until", "2030-01-01")], &[]] {
        let reply = agent.post(&format!("{page}/holds"), fields).await;
        assert_eq!(reply.status, 422, "{fields:?}");
    }
    assert_eq!(server.read(&contract).await, contract);
}

#[tokio::test]
async fn an_enrollment_code_is_shown_once() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", Some(server.lender.id)).await;
    let contract = server.contract().await;
    let page = format!("/console/contracts/{}", contract.id);
    let reply = agent.post(&format!("{page}/enrollment-code"), &[]).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.headers["cache-control"], "no-store");
    let html = text(&reply);
    assert!(html.contains("quittance:enroll?s=") && html.contains("<svg"), "code and picture");
    assert!(!html.contains("style="), "the content policy forbids inline styles");
    assert!(!agent.page(&page).await.contains("quittance:enroll"));
    let events = server.app.store.events(contract.id, 0, 100).await.unwrap();
    assert!(events.iter().any(|event| event.kind == "device.invited"));
}

#[tokio::test]
async fn an_offline_code_is_shown_once() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", Some(server.lender.id)).await;
    let contract = server.contract().await;
    let page = format!("/console/contracts/{}", contract.id);
    assert!(!agent.page(&page).await.contains("Give a code"), "there is no phone to type it on");
    let key = SoftDeviceKey::from_seed(&[3; 32]).public_key();
    server.execute(&contract, Command::Enroll { key }).await.unwrap();
    assert!(agent.page(&page).await.contains("Give a code"));

    let reply = agent.post(&format!("{page}/codes"), &[("kind", "add_time"), ("days", "7")]).await;
    assert_eq!((reply.status.as_u16(), &reply.headers["cache-control"]), (200, &"no-store".parse().unwrap()));
    let html = text(&reply);
    let code = html.split("<p class=\"num\"><strong>").nth(1).and_then(|rest| rest.get(..11)).unwrap();
    assert!(code.bytes().all(|byte| byte.is_ascii_digit() || byte == b' '), "{code}");
    assert!(html.contains(&format!("type {code} on your locked phone")));
    let later = agent.page(&page).await;
    assert!(
        !later.contains(code) && later.contains("A code was given out that adds 7 days without restriction.")
    );

    let too_long = agent.post(&format!("{page}/codes"), &[("kind", "add_time"), ("days", "900")]).await;
    assert_eq!(too_long.status, 409);
    assert!(text(&too_long).contains("Nothing was changed: a code lasts 1 to"), "{}", text(&too_long));
    let free = agent.post(&format!("{page}/codes"), &[("kind", "disable_payg")]).await;
    assert_eq!(free.status, 409);
    assert!(text(&free).contains("follows the quittance"));
}

#[tokio::test]
async fn only_an_offer_can_be_withdrawn() {
    let server = server().await;
    let agent = Operator::new(&server, "agent", Some(server.lender.id)).await;
    let active = server.contract().await;
    let refused = agent.post(&format!("/console/contracts/{}/cancel", active.id), &[]).await;
    assert_eq!(refused.status, 409);
    let new = new_contract(35_824_005_111_111);
    let offered = server.offer(new).await;
    let page = format!("/console/contracts/{}", offered.id);
    assert!(agent.page(&page).await.contains("Withdraw the offer"));
    assert_eq!(agent.post(&format!("{page}/cancel"), &[]).await.status, 303);
    assert_eq!(server.read(&offered).await.status, ContractStatus::Cancelled);
}
