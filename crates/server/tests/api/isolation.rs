use axum::http::Method;
use serde_json::{Value, json};
use server::LenderMode;
use server::api::openapi;

use crate::common::{TestServer, new_contract};

/// Everything of one lender that has an identifier: what stands for each kind of `{…}` in an address.
struct Things {
    contract: String,
    offered: String,
    device: String,
    payment: String,
    endpoint: String,
    key: String,
    digest: String,
}

async fn things(server: &TestServer) -> Things {
    let contract = server.active(1).await;
    let offered = server.offer(2).await["id"].as_str().unwrap().to_owned();
    let pay = json!({"amount": "10.00", "currency": "USD", "external_id": "p1"});
    let payment = server.post(&format!("/v1/contracts/{contract}/payments"), &pay).await.json();
    let endpoint =
        server.post("/v1/webhook-endpoints", &json!({"url": "https://a.example/hook"})).await.json();
    let key = server.post("/v1/api-keys", &json!({"label": "x", "scopes": ["*"]})).await.json();
    let view = server.get(&format!("/v1/contracts/{contract}")).await.json();
    let rail = json!({"rail": "bank", "scheme": "generic", "secrets": ["a secret that is long enough"]});
    let put = server
        .call(&server.lender.key, Method::PUT, "/v1/rails", Some(rail.to_string().into_bytes()), &[])
        .await;
    assert_eq!(put.status, 200, "{}", put.text());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    Things {
        contract,
        offered,
        device: text(&view["device"]["id"]),
        payment: text(&payment["id"]),
        endpoint: text(&endpoint["id"]),
        key: text(&key["id"]),
        digest: text(&view["terms"]["accepted"]["terms"]),
    }
}

fn fill(path: &str, things: &Things) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    let filled = parts.iter().enumerate().map(|(at, part)| match (*part, parts[at - usize::from(at > 0)]) {
        ("{id}", "contracts") if path.ends_with("/cancel") || path.ends_with("/accept") => &things.offered,
        ("{id}", "contracts") => &things.contract,
        ("{id}", "devices") => &things.device,
        ("{id}", "payments") => &things.payment,
        ("{id}", "webhook-endpoints") => &things.endpoint,
        ("{id}", "api-keys") => &things.key,
        ("{id}", "policies") => "house",
        ("{version}", _) => "1",
        ("{digest}", _) => &things.digest,
        ("{kind}", _) => "dispute",
        ("{key}", _) => "first",
        ("{rail}", _) => "bank",
        ("{transaction}", _) => "txn_069s72k4g5x8r1nq6wz3b0ydm0",
        (part, _) => {
            assert!(!part.starts_with('{'), "{part} of {path} is not known to this test");
            part
        }
    });
    filled.collect::<Vec<_>>().join("/")
}

/// A request that is good in form for the operation.
fn body_of(operation: &Value) -> Option<Vec<u8>> {
    let content = operation.pointer("/requestBody/content")?;
    Some(content["application/json"]["example"].to_string().into_bytes())
}

/// Invariant I10 over every operation of the document that names something.
#[tokio::test]
async fn what_is_anothers_does_not_exist() {
    let server = TestServer::new().await;
    let things = things(&server).await;
    let stranger = server.add_lender("Stranger", LenderMode::Test).await;
    let mut looked_at = 0;
    for (path, methods) in openapi()["paths"].as_object().unwrap() {
        // What is everybody's, and a lender's own books, which `books.rs` looks at.
        if !path.contains('{') || path.contains("/policies/") || path.contains("/books/") {
            continue;
        }
        for (method, operation) in methods.as_object().unwrap() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let path = fill(path, &things);
            let reply = server.call(&stranger.key, method.clone(), &path, body_of(operation), &[]).await;
            assert_eq!(
                (reply.status, reply.problem().as_str()),
                (404, "not-found"),
                "{method} {path}: {}",
                reply.text()
            );
            for secret in [&things.contract, &things.device, "A. Borrower", "Test Lender"] {
                assert!(!reply.text().contains(secret), "{method} {path}: {}", reply.text());
            }
            looked_at += 1;
        }
    }
    assert!(looked_at > 20, "{looked_at}");
    // The owner finds all of it unchanged.
    let mine = server.get(&format!("/v1/contracts/{}", things.offered)).await.json();
    assert_eq!(mine["status"], "offered");
    for path in ["/v1/contracts", "/v1/payments", "/v1/devices", "/v1/events", "/v1/webhook-endpoints"] {
        let theirs = server.call(&stranger.key, Method::GET, path, None, &[]).await;
        assert_eq!(theirs.json()["data"], json!([]), "{path}");
        assert_ne!(server.get(path).await.json()["data"], json!([]), "{path}");
    }
    let balance = server.call(&stranger.key, Method::GET, "/v1/books/trial-balance", None, &[]).await.json();
    assert_eq!(balance["data"], json!([]));
    let keys = server.call(&stranger.key, Method::GET, "/v1/api-keys", None, &[]).await.json();
    assert_eq!(keys["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn filters_find_nothing_of_anothers() {
    let server = TestServer::new().await;
    let made = server.offer(1).await;
    let stranger = server.add_lender("Stranger", LenderMode::Test).await;
    let imei = made["device"]["imeis"][0].as_str().unwrap();
    let contract = made["id"].as_str().unwrap();
    for path in [format!("/v1/contracts?imei={imei}"), format!("/v1/payments?contract={contract}")] {
        let found = server.call(&stranger.key, Method::GET, &path, None, &[]).await;
        assert_eq!(found.json()["data"], json!([]), "{path}");
    }
    // References are names within a lender.
    for (key, body) in [(&server.lender.key, 3), (&stranger.key, 4)] {
        let mut request = new_contract(body);
        request["external_reference"] = json!("order-1");
        let body = request.to_string().into_bytes();
        assert_eq!(server.call(key, Method::POST, "/v1/contracts", Some(body), &[]).await.status, 201);
    }
}

#[tokio::test]
async fn a_match_takes_no_money_to_anothers_contract() {
    let server = TestServer::new().await;
    let id = server.offer(1).await["id"].as_str().unwrap().to_owned();
    // An offer can't be paid: the money waits.
    let pay = json!({"amount": "10.00", "currency": "USD", "external_id": "p1"});
    let payment = server.post(&format!("/v1/contracts/{id}/payments"), &pay).await.json();
    assert_eq!(payment["status"], "suspense");
    let stranger = server.add_lender("Stranger", LenderMode::Test).await;
    let body = new_contract(9).to_string().into_bytes();
    let theirs = server.call(&stranger.key, Method::POST, "/v1/contracts", Some(body), &[]).await.json();
    let accept = format!("/v1/contracts/{}/accept", theirs["id"].as_str().unwrap());
    assert_eq!(server.call(&stranger.key, Method::POST, &accept, None, &[]).await.status, 200);
    let path = format!("/v1/payments/{}/match", payment["id"].as_str().unwrap());
    let reply = server.post(&path, &json!({"contract": theirs["id"]})).await;
    assert_eq!(reply.problem(), "not-found");
}
