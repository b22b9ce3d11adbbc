use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request};
use jiff::SignedDuration;
use serde_json::json;
use std::net::SocketAddr;

use crate::common::TestServer;

#[tokio::test]
async fn bad_ones_are_refused_alike() {
    let server = TestServer::new().await;
    let mut wrong = server.lender.key.clone();
    let last = if wrong.ends_with('A') { 'B' } else { 'A' };
    wrong.pop();
    wrong.push(last);
    let mut answers = Vec::new();
    for key in
        ["nonsense", "qk_test_", &wrong, &server.lender.key.replace("qk_test", "qk_live"), "' OR 1=1 --"]
    {
        let reply = server.call(key, Method::GET, "/v1/contracts", None, &[]).await;
        assert_eq!((reply.status, reply.problem().as_str()), (401, "unauthorized"), "{key}");
        assert_eq!(reply.header("www-authenticate"), Some("Bearer"));
        answers.push(reply.text());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
    for scheme in ["Basic", "Token"] {
        let header = format!("{scheme} {}", server.lender.key);
        let reply = server.call("", Method::GET, "/v1/contracts", None, &[("authorization", &header)]).await;
        assert_eq!(reply.status, 401);
    }
    assert_eq!(server.call("", Method::GET, "/v1/nonsense", None, &[]).await.status, 401, "nothing is told");
}

#[tokio::test]
async fn a_key_ends() {
    let server = TestServer::new().await;
    let made = server
        .post(
            "/v1/api-keys",
            &json!({"label": "short", "scopes": ["policies:read"], "expires_at": "2026-01-05T10:00:00Z"}),
        )
        .await
        .json();
    let key = made["secret"].as_str().unwrap();
    assert_eq!(server.call(key, Method::GET, "/v1/policies", None, &[]).await.status, 200);
    server.clock.advance(SignedDuration::from_mins(60));
    assert_eq!(server.call(key, Method::GET, "/v1/policies", None, &[]).await.status, 401);
}

#[tokio::test]
async fn keys_are_rotated() {
    let server = TestServer::new().await;
    let made = server.post("/v1/api-keys", &json!({"label": "next", "scopes": ["*"]})).await;
    assert_eq!(made.status, 201);
    let (id, secret) =
        (made.json()["id"].as_str().unwrap().to_owned(), made.json()["secret"].as_str().unwrap().to_owned());
    assert!(secret.starts_with("qk_test_") && secret.len() == 8 + 43, "{secret}");
    let listed = server.get("/v1/api-keys").await;
    assert!(!listed.text().contains(&secret[8..]), "a list has no secrets");
    assert_eq!(listed.json()["data"].as_array().unwrap().len(), 2);
    let gone = server.call(&secret, Method::DELETE, &format!("/v1/api-keys/{id}"), None, &[]).await;
    assert_eq!(gone.status, 204);
    assert_eq!(server.call(&secret, Method::GET, "/v1/contracts", None, &[]).await.status, 401);
    for (request, field) in [
        (json!({"label": "", "scopes": ["*"]}), "label"),
        (json!({"label": "x", "scopes": []}), "scopes"),
        (json!({"label": "x", "scopes": ["root"]}), "scopes"),
        (json!({"label": "x", "scopes": ["*"], "expires_at": "2020-01-01T00:00:00Z"}), "expires_at"),
        (json!({"label": "x", "scopes": ["*"], "expires_at": "tomorrow"}), "expires_at"),
    ] {
        assert_eq!(server.post("/v1/api-keys", &request).await.field(), field, "{request}");
    }
}

#[tokio::test]
async fn a_key_makes_none_that_may_do_more() {
    let server = TestServer::new().await;
    let key = server.key(&["keys:write", "policies:read"]).await;
    let make = |scopes: &[&str]| json!({"label": "x", "scopes": scopes}).to_string().into_bytes();
    for (scopes, status) in
        [(&["*"][..], 403), (&["policies:read", "contracts:read"], 403), (&["policies:read"], 201)]
    {
        let reply = server.call(&key, Method::POST, "/v1/api-keys", Some(make(scopes)), &[]).await;
        assert_eq!(reply.status, status, "{scopes:?}");
    }
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let server = TestServer::new().await;
    let guess = |from: [u8; 4]| {
        let mut request = Request::builder().uri("/v1/contracts").body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((from, 1))));
        server.send(request)
    };
    let mut statuses = Vec::new();
    for _ in 0..40 {
        statuses.push(guess([192, 0, 2, 1]).await.status);
    }
    assert_eq!(statuses[0], 401);
    let last = guess([192, 0, 2, 1]).await;
    assert_eq!((last.status, last.problem().as_str()), (429, "too-many-requests"));
    assert!(last.header("retry-after").is_some());
    assert_eq!(guess([192, 0, 2, 2]).await.status, 401, "another address is another guesser");
}
