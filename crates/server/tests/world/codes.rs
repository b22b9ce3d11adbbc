//! A phone without network: paid, locked, and freed by nine digits.

use std::time::Duration;

use agent::{CodeAnswer, ScreenKind};
use axum::body::Body;
use axum::http::Request;
use policy::Level;
use serde_json::{Value, json};
use servicing::Contract;

use crate::phone::Phone;
use crate::world::{IMEI, Reply, World};

const DAY: Duration = Duration::from_secs(86_400);

/// Asks the API for a code.
async fn ask(world: &World, contract: &Contract, request: Value, once: Option<&str>) -> Reply {
    let scopes = ["codes:write".to_owned()];
    let key = world.app.issue_api_key(world.lender.id, "support", &scopes, None).await.unwrap().1;
    let url = format!("/v1/contracts/{}/codes", contract.id);
    let mut call = Request::post(url).header("authorization", format!("Bearer {key}"));
    call = call.header("content-type", "application/json");
    if let Some(once) = once {
        call = call.header("idempotency-key", once);
    }
    world.send(call.body(Body::from(request.to_string())).unwrap()).await
}

fn json(reply: &Reply) -> Value {
    assert_eq!(reply.status, 201, "{:?}", reply.body);
    serde_json::from_slice(&reply.body).unwrap()
}

async fn give(world: &World, contract: &Contract, request: Value) -> String {
    json(&ask(world, contract, request, None).await)["spoken"].as_str().unwrap().to_owned()
}

fn answer(phone: &Phone) -> Option<CodeAnswer> {
    phone.agent.screen().code.as_ref().and_then(|entry| entry.answer)
}

/// A phone locked for a debt, without network from then on.
async fn locked(world: &World) -> (Contract, Phone) {
    let contract = world.contract().await;
    let mut phone = Phone::of(&contract);
    phone.enroll(world, &contract).await;
    let days = "2026-02-02".parse::<jiff::civil::Date>().unwrap().series(jiff::Span::new().days(1)).take(45);
    for day in days {
        world.advance(&format!("{day}T10:00:00Z")).await;
        phone.check_in(world).await;
    }
    assert_eq!((phone.agent.level(), phone.agent.screen().kind), (Level::Locked, ScreenKind::Locked));
    (contract, phone)
}

#[tokio::test]
async fn who_paid_without_network_is_freed_by_a_code() {
    let world = World::new().await;
    let (contract, mut phone) = locked(&world).await;
    let early = ask(&world, &contract, json!({ "type": "add_time", "days": 7 }), None).await;
    assert_eq!(early.problem(), (409, "refused".to_owned()), "a code is no way around the debt");

    world.pay(&contract, 20_000).await;
    phone.pass(Duration::from_secs(60));
    assert_eq!(phone.agent.level(), Level::Locked, "the phone can't know");
    let given = json(&ask(&world, &contract, json!({ "type": "add_time", "days": 7 }), None).await);
    let (code, spoken) = (given["code"].as_str().unwrap(), given["spoken"].as_str().unwrap());
    assert_eq!((code.len(), spoken.len(), &given["count"], &given["days"]), (9, 11, &json!(2), &json!(7)));
    assert!(given["message"].as_str().unwrap().contains(spoken));
    phone.type_code(spoken);
    assert_eq!((phone.agent.level(), answer(&phone)), (Level::None, Some(CodeAnswer::Accepted)));
    phone.restart();
    assert_eq!(phone.agent.level(), Level::None);
    phone.type_code(code);
    assert_eq!(answer(&phone), Some(CodeAnswer::Used));

    // The next contact tells both what the other knows.
    world.advance("2026-03-20T10:00:00Z").await;
    phone.check_in(&world).await;
    phone.check_in(&world).await;
    let known = world.read(&contract).await;
    assert_eq!((known.codes.applied, known.codes.count), (2, 2));
    let receipts = world.app.store.receipts(contract.id).await.unwrap();
    assert!(receipts.iter().any(|row| row.kind == "code_applied"));
    let leaves = world.app.store.leaves_of(contract.id).await.unwrap();
    assert_eq!(
        leaves.iter().filter(|leaf| leaf.kind == "code").count(),
        1,
        "that it was given is in the log"
    );
    let events = world.app.store.events(contract.id, 0, 1_000).await.unwrap();
    assert!(events.iter().any(|event| event.kind == "code.issued"));
    let told: Vec<&str> = events.iter().map(|event| event.data.as_str()).collect();
    assert!(told.iter().all(|payload| !payload.contains(code)), "the code itself is kept nowhere");
}

#[tokio::test]
async fn another_phone_s_code_and_guesses_free_nothing() {
    let world = World::new().await;
    let (contract, mut phone) = locked(&world).await;
    world.pay(&contract, 20_000).await;
    let other = world.contract_for(IMEI + 1).await;
    let mut neighbor = Phone::with_key(&other, 4);
    neighbor.enroll(&world, &other).await;
    world.pay(&other, 20_000).await;
    let others = give(&world, &other, json!({ "type": "add_time", "days": 3 })).await;
    phone.type_code(&others);
    assert_eq!((phone.agent.level(), answer(&phone)), (Level::Locked, Some(CodeAnswer::Wrong)));
    assert_eq!(phone.refusals[0].check.number(), 141);

    let right = give(&world, &contract, json!({ "type": "add_time", "days": 3 })).await;
    phone.type_code(&right);
    assert_eq!((phone.agent.level(), answer(&phone)), (Level::Locked, Some(CodeAnswer::LockedOut)));
    assert_eq!(phone.refusals[0].check.number(), 142);
    phone.pass(Duration::from_secs(61));
    phone.type_code(&right);
    assert_eq!((phone.agent.level(), answer(&phone)), (Level::None, Some(CodeAnswer::Accepted)));
}

#[tokio::test]
async fn a_phone_paid_off_without_network_is_freed_for_good() {
    let world = World::new().await;
    let (contract, mut phone) = locked(&world).await;
    let early = ask(&world, &contract, json!({ "type": "disable_payg" }), None).await;
    assert_eq!(early.problem(), (409, "refused".to_owned()));
    world.pay(&contract, 30_000).await;
    let code = give(&world, &contract, json!({ "type": "disable_payg" })).await;
    phone.type_code(&code);
    phone.pass(400 * DAY);
    phone.restart();
    assert_eq!((phone.agent.level(), phone.agent.screen().kind), (Level::None, ScreenKind::Quittance));
}

#[tokio::test]
async fn asking_twice_gives_one_code() {
    let world = World::new().await;
    let contract = world.contract().await;
    let mut phone = Phone::of(&contract);
    phone.enroll(&world, &contract).await;
    let request = json!({ "type": "set_time", "days": 5 });
    let first = ask(&world, &contract, request.clone(), Some("once")).await;
    let again = ask(&world, &contract, request, Some("once")).await;
    assert_eq!(json(&first), json(&again));
    assert_eq!(world.read(&contract).await.codes.count, 3);
}

#[tokio::test]
async fn days_belong_to_codes_that_carry_them() {
    let world = World::new().await;
    let contract = world.contract().await;
    for request in [
        json!({ "type": "add_time" }),
        json!({ "type": "counter_sync", "days": 1 }),
        json!({ "type": "add_time", "days": -1 }),
        json!({ "type": "subtract_time", "days": 1 }),
        json!({ "type": "add_time", "days": 1, "level": "locked" }),
    ] {
        let reply = ask(&world, &contract, request.clone(), None).await;
        assert_eq!(reply.problem(), (422, "invalid-request".to_owned()), "{request}");
    }
    let unenrolled = ask(&world, &contract, json!({ "type": "add_time", "days": 1 }), None).await;
    assert_eq!(unenrolled.problem(), (409, "refused".to_owned()));
}
