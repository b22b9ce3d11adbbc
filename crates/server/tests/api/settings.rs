use axum::http::Method;
use serde_json::json;
use server::{App, LenderMode};

use crate::common::TestServer;

async fn live_urls(app: &App, lender: ident::LenderId) -> Vec<String> {
    let lender = app.lender(lender).await.unwrap().unwrap();
    lender.endpoints.iter().map(|endpoint| endpoint.url.clone()).collect()
}

#[tokio::test]
async fn endpoints_come_and_go() {
    let server = TestServer::new().await;
    let made = server
        .post(
            "/v1/webhook-endpoints",
            &json!({"url": "https://a.example/hook", "events": ["payment.received"]}),
        )
        .await;
    assert_eq!(made.status, 201, "{}", made.text());
    let (id, secret) =
        (made.json()["id"].as_str().unwrap().to_owned(), made.json()["secret"].as_str().unwrap().to_owned());
    let key = secret.strip_prefix("whsec_").unwrap();
    assert_eq!(data_encoding::BASE64.decode(key.as_bytes()).unwrap().len(), 32);
    let listed = server.get("/v1/webhook-endpoints").await;
    assert!(!listed.text().contains(key), "the secret is shown once");
    assert_eq!(live_urls(&server.app, server.lender.id).await, ["https://a.example/hook"]);

    let rotated =
        server.post(&format!("/v1/webhook-endpoints/{id}/rotate-secret"), &json!(null)).await.json();
    assert_ne!(rotated["secret"], secret.as_str());
    let row = server.app.lender(server.lender.id).await.unwrap().unwrap().endpoints[0].clone();
    assert!(!row.secret.0.windows(key.len()).any(|bytes| bytes == key.as_bytes()), "sealed at rest");
    let kept = server.app.sealer.open(&format!("endpoint:{id}"), &row.secret).unwrap();
    let both = format!("{} {secret}", rotated["secret"].as_str().unwrap());
    assert_eq!(String::from_utf8(kept).unwrap(), both);

    assert_eq!(server.delete(&format!("/v1/webhook-endpoints/{id}")).await.status, 204);
    assert!(live_urls(&server.app, server.lender.id).await.is_empty());
    assert!(server.get("/v1/webhook-endpoints").await.json()["data"][0]["disabled_at"].is_string());
}

#[tokio::test]
async fn endpoints_are_checked() {
    let server = TestServer::new().await;
    for (request, field) in [
        (json!({"url": "ftp://a.example/"}), "url"),
        (json!({"url": "nonsense"}), "url"),
        (json!({"url": format!("https://a.example/{}", "x".repeat(2_000))}), "url"),
        (json!({"url": "https://a.example/", "events": []}), "events"),
        (json!({"url": "https://a.example/", "events": ["payment.recieved"]}), "events"),
        (json!({"url": "https://a.example/", "events": "*"}), "events"),
    ] {
        let reply = server.post("/v1/webhook-endpoints", &request).await;
        assert_eq!((reply.status, reply.field().as_str()), (422, field), "{}", reply.text());
    }
    for _ in 0..16 {
        assert_eq!(
            server.post("/v1/webhook-endpoints", &json!({"url": "https://a.example/"})).await.status,
            201
        );
    }
    let over = server.post("/v1/webhook-endpoints", &json!({"url": "https://a.example/"})).await;
    assert_eq!(over.problem(), "too-many-endpoints");
}

#[tokio::test]
async fn rails_are_written_and_reconciled() {
    let server = TestServer::new().await;
    let put = |body: serde_json::Value| {
        let body = Some(body.to_string().into_bytes());
        let key = server.lender.key.clone();
        let server = &server;
        async move { server.call(&key, Method::PUT, "/v1/rails", body, &[]).await }
    };
    let secret = "a secret that is long enough";
    let made = put(json!({"rail": "bank", "scheme": "generic", "secrets": [secret]})).await;
    assert_eq!(made.status, 200, "{}", made.text());
    let url = format!("http://127.0.0.1:4000/webhooks/{}/bank", server.lender.id);
    assert_eq!((&made.json()["webhook_url"], made.text().contains(secret)), (&json!(url), false));
    for (request, field) in [
        (json!({"rail": "Bank!", "scheme": "generic", "secrets": [secret]}), "rail"),
        (json!({"rail": "bank", "scheme": "carrier-pigeon", "secrets": [secret]}), "scheme"),
        (json!({"rail": "bank", "scheme": "generic", "secrets": []}), "secrets"),
        (json!({"rail": "bank", "scheme": "generic", "secrets": ["short"]}), "secrets"),
    ] {
        assert_eq!(put(request.clone()).await.field(), field, "{request}");
    }
    let path = "/v1/rails/bank/reconciled";
    let future = server.post(path, &json!({"up_to": "2026-01-05T09:00:01Z"})).await;
    assert_eq!(future.field(), "up_to");
    let done = server.post(path, &json!({"up_to": "2026-01-05T08:00:00Z"})).await.json();
    assert_eq!(done["reconciled_to"], "2026-01-05T08:00:00Z");
    let earlier = server.post(path, &json!({"up_to": "2026-01-04T08:00:00Z"})).await.json();
    assert_eq!(earlier["reconciled_to"], "2026-01-05T08:00:00Z", "it never goes back");
    let told = server.get("/v1/events").await.json();
    let told: Vec<_> =
        told["data"].as_array().unwrap().iter().filter(|e| e["type"] == "feed.reconciled").collect();
    let [first, second] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(
        (&first["data"]["rail"], &second["data"]["up_to"]),
        (&json!("bank"), &json!("2026-01-04T08:00:00Z"))
    );
    assert!(first["data"]["api_key"].as_str().unwrap().starts_with("key_"), "who said so: {first}");
    let unknown =
        server.post("/v1/rails/nowhere/reconciled", &json!({"up_to": "2026-01-05T08:00:00Z"})).await;
    assert_eq!(unknown.status, 404);
    let rails = server.get("/v1/rails").await.json();
    assert_eq!(rails["data"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn policies_are_shown_with_their_source() {
    let server = TestServer::new().await;
    let all = server.get("/v1/policies").await.json();
    let packs = all["data"].as_array().unwrap();
    assert_eq!(packs.len(), 4);
    for pack in packs {
        assert!(!pack["source"].as_str().unwrap().is_empty());
        let (id, version) = (pack["id"].as_str().unwrap(), &pack["version"]);
        assert_eq!(server.get(&format!("/v1/policies/{id}")).await.json(), *pack);
        assert_eq!(server.get(&format!("/v1/policies/{id}/{version}")).await.json(), *pack);
    }
    for path in ["/v1/policies/lawless", "/v1/policies/house/99", "/v1/policies/house/x"] {
        assert_eq!(server.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_live_key_says_so() {
    let server = TestServer::new().await;
    let live = server.add_lender("Live", LenderMode::Live).await;
    assert!(live.key.starts_with("qk_live_"));
    for (method, path) in [(Method::GET, "/v1/test-clock"), (Method::POST, "/v1/test-clock/advance")] {
        let body = (method == Method::POST).then(|| br#"{"by_days": 1}"#.to_vec());
        let reply = server.call(&live.key, method, path, body, &[]).await;
        assert_eq!((reply.status, reply.problem().as_str()), (409, "live-clock"));
    }
}
