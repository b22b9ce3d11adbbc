use serde_json::{Value, json};

use crate::common::TestServer;

fn pay(amount: &str, external_id: &str) -> Value {
    json!({"amount": amount, "currency": "USD", "external_id": external_id})
}

#[tokio::test]
async fn one_effect_for_one_external_id() {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    let path = format!("/v1/contracts/{id}/payments");
    let first = server.post(&path, &pay("20.00", "till-1")).await;
    assert_eq!(first.status, 201, "{}", first.text());
    assert_eq!(first.json()["status"], "applied");
    for _ in 0..10 {
        let again = server.post(&path, &pay("20.00", "till-1")).await;
        assert_eq!((again.status, again.json()), (200, first.json()));
    }
    let other = server.post(&path, &pay("20.01", "till-1")).await;
    assert_eq!((other.status, other.problem().as_str()), (409, "payment-conflict"));
    let contract = server.get(&format!("/v1/contracts/{id}")).await.json();
    assert_eq!(contract["balances"]["received"], "20.00");
    let id = first.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(server.get(&format!("/v1/payments/{id}")).await.json(), first.json());
}

#[tokio::test]
async fn bad_amounts_are_refused() {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    let path = format!("/v1/contracts/{id}/payments");
    for (request, field) in [
        (pay("0", "a"), "amount"),
        (pay("-1.00", "a"), "amount"),
        (pay("1.001", "a"), "amount"),
        (pay("1000000000000000000", "a"), "amount"),
        (pay("1,00", "a"), "amount"),
        (pay("1.00", ""), "external_id"),
        (pay("1.00", "a\nb"), "external_id"),
        (json!({"amount": 1, "currency": "USD", "external_id": "a"}), "amount"),
        (json!({"amount": "1", "currency": "ZZZ", "external_id": "a"}), "currency"),
        (json!({"amount": "1", "currency": "USD", "external_id": "a", "value_on": "2026-02-31"}), "value_on"),
        (json!({"amount": "1", "currency": "USD", "external_id": "a", "note": "x"}), "note"),
    ] {
        let reply = server.post(&path, &request).await;
        assert_eq!((reply.status, reply.field().as_str()), (422, field), "{request}: {}", reply.text());
    }
    assert_eq!(server.get("/v1/payments").await.json()["data"], json!([]));
}

#[tokio::test]
async fn a_reversal_takes_it_back_once() {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    let path = format!("/v1/contracts/{id}/payments");
    let payment = server.post(&path, &pay("20.00", "till-1")).await.json();
    let reverse = format!("/v1/payments/{}/reverse", payment["id"].as_str().unwrap());
    let first = server.post(&reverse, &Value::Null).await;
    assert_eq!(first.status, 201, "{}", first.text());
    assert_eq!(first.json()["kind"], "reversal");
    assert_eq!(server.post(&reverse, &Value::Null).await.status, 200);
    let contract = server.get(&format!("/v1/contracts/{id}")).await.json();
    assert_eq!(contract["balances"]["received"], "0.00");
    let payments = server.get(&format!("/v1/payments?contract={id}&status=reversed")).await.json();
    assert_eq!(payments["data"][0]["id"], payment["id"]);
}

#[tokio::test]
async fn money_in_suspense_finds_its_contract() {
    let server = TestServer::new().await;
    let offer = server.offer(1).await["id"].as_str().unwrap().to_owned();
    let payment =
        server.post(&format!("/v1/contracts/{offer}/payments"), &pay("20.00", "early")).await.json();
    assert_eq!((&payment["status"], &payment["contract"]), (&json!("suspense"), &Value::Null));
    let listed = server.get("/v1/payments?status=suspense").await.json();
    assert_eq!(listed["data"].as_array().unwrap().len(), 1);
    let path = format!("/v1/payments/{}/match", payment["id"].as_str().unwrap());
    assert_eq!(server.post(&path, &json!({"contract": offer})).await.problem(), "refused");
    server.post(&format!("/v1/contracts/{offer}/accept"), &Value::Null).await;
    let matched = server.post(&path, &json!({"contract": offer})).await;
    assert_eq!(matched.json()["status"], "applied", "{}", matched.text());
    assert_eq!(server.post(&path, &json!({"contract": offer})).await.problem(), "not-in-suspense");
    let balance = server.get("/v1/books/trial-balance").await.json();
    let suspense =
        balance["data"].as_array().unwrap().iter().find(|row| row["account"] == "suspense").unwrap();
    assert_eq!((&suspense["balance"], &balance["balanced"]), (&json!("0.00"), &json!(true)));
}
