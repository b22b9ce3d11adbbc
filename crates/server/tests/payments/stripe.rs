//! Stripe's events, through its own door.

use axum::http::StatusCode;
use serde_json::{Value, json};
use servicing::Contract;

use crate::stage::{TestServer, usd};

#[expect(clippy::needless_pass_by_value, reason = "callers make the object in place")]
fn event(id: &str, kind: &str, object: Value) -> Value {
    json!({ "id": id, "type": kind, "created": 1_767_225_000, "livemode": false, "data": { "object": object } })
}

fn session(contract: &Contract) -> Value {
    event(
        "evt_1",
        "checkout.session.completed",
        json!({ "id": "cs_1", "payment_status": "paid", "payment_intent": "pi_1", "amount_total": 10_000,
            "currency": "usd", "client_reference_id": contract.payment_reference }),
    )
}

fn intent() -> Value {
    let object = json!({ "id": "pi_1", "amount_received": 10_000, "currency": "usd", "metadata": {} });
    event("evt_2", "payment_intent.succeeded", object)
}

async fn outcome(server: &TestServer, event: &Value) -> String {
    let answer = server.tell_stripe(event).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()["outcome"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn two_events_of_one_payment_post_once() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    assert_eq!(outcome(&server, &session(&contract)).await, "applied");
    assert_eq!(outcome(&server, &intent()).await, "duplicate");
    assert_eq!(server.read(contract.id).await.account.received(), usd(10_000));
}

#[tokio::test]
async fn the_event_with_the_reference_may_come_second() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    assert_eq!(outcome(&server, &intent()).await, "suspense");
    assert_eq!(outcome(&server, &session(&contract)).await, "applied");
    assert_eq!(outcome(&server, &session(&contract)).await, "duplicate");
    assert_eq!(outcome(&server, &intent()).await, "duplicate");
    assert_eq!(server.read(contract.id).await.account.received(), usd(10_000));
    assert_eq!((server.balance("suspense").await, server.balance("rail_clearing").await), (0, 10_000));
    assert_eq!(server.payments().await.len(), 1);
}

#[tokio::test]
async fn refunds_and_disputes() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    assert_eq!(outcome(&server, &session(&contract)).await, "applied");
    let object = json!({ "id": "du_1", "payment_intent": "pi_1", "amount": 10_000, "currency": "usd" });
    assert_eq!(outcome(&server, &event("evt_3", "charge.dispute.funds_withdrawn", object)).await, "applied");
    let charge =
        json!({ "id": "ch_1", "payment_intent": "pi_1", "amount_refunded": 10_000, "currency": "usd" });
    assert_eq!(outcome(&server, &event("evt_4", "charge.refunded", charge)).await, "duplicate");
    assert_eq!(server.read(contract.id).await.account.received(), usd(0));
    let other = event("evt_5", "customer.created", json!({}));
    assert_eq!(outcome(&server, &other).await, "ignored");
}
