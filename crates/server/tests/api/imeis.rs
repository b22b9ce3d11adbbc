use serde_json::{Value, json};
use server::LenderMode;

use crate::common::{TestServer, imei, new_contract};

fn with_imeis(imeis: &Value) -> Value {
    let mut request = new_contract(1);
    request["device"]["imeis"] = imeis.clone();
    request
}

#[tokio::test]
async fn bad_ones_are_refused() {
    let server = TestServer::new().await;
    let good = imei(1);
    let cases = [
        json!(["49015420323751A"]),
        json!(["490154203237519"]),
        json!(["49015420323751"]),
        json!(["4901542032375180"]),
        json!(["000000000000000"]),
        json!([490_154_203_237_518_u64]),
        json!([good, "49015420323751A"]),
        json!([good, good]),
        json!([imei(1), imei(2), imei(3), imei(4), imei(5)]),
    ];
    let mut told = Vec::new();
    for imeis in cases {
        let reply = server.post("/v1/contracts", &with_imeis(&imeis)).await;
        assert_eq!(reply.status, 422, "{imeis}: {}", reply.text());
        told.push(format!("{imeis} → {}", reply.json()["detail"].as_str().unwrap()));
    }
    insta::assert_snapshot!(told.join("\n"));
}

#[tokio::test]
async fn one_of_two_under_another_lenders_contract() {
    let server = TestServer::new().await;
    let other = server.add_lender("Somebody Else", LenderMode::Live).await;
    let taken = imei(7);
    let body = with_imeis(&json!([taken])).to_string().into_bytes();
    let made = server.call(&other.key, axum::http::Method::POST, "/v1/contracts", Some(body), &[]).await;
    assert_eq!(made.status, 201);
    let theirs = made.json();

    let reply = server.post("/v1/contracts", &with_imeis(&json!([imei(1), taken]))).await;
    assert_eq!((reply.status, reply.problem().as_str()), (409, "taken"));
    let told = reply.text();
    for secret in [&other.id.to_string(), "Somebody", theirs["id"].as_str().unwrap(), "ctr_", "len_"] {
        assert!(!told.contains(secret), "{told}");
    }
    // The same words as for a contract of one's own, and the other IMEI was not taken on the way.
    server.offer(2).await;
    let own = server.post("/v1/contracts", &with_imeis(&json!([imei(2)]))).await;
    assert_eq!(own.text(), told);
    server.offer(1).await;
}
