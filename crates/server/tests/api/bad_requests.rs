use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::json;

use crate::common::{Reply, TestServer, new_contract};

async fn raw(
    server: &TestServer,
    method: Method,
    path: &str,
    content_type: Option<&str>,
    body: Vec<u8>,
) -> Reply {
    let mut request = Request::builder().method(method).uri(path);
    request = request.header("authorization", format!("Bearer {}", server.lender.key));
    if let Some(content_type) = content_type {
        request = request.header("content-type", content_type);
    }
    server.send(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn malformed_json_is_told_by_line() {
    let server = TestServer::new().await;
    let json = Some("application/json");
    for (body, words) in [
        (&b""[..], "empty"),
        (b"{", "line 1"),
        (b"{\"price\": \"1\",\n\"down_payment\": }", "line 2"),
        (b"nonsense", "line 1, column 2"),
        (b"{\"price\": \"\xff\"}", "line 1"),
        (b"[[[[[[[[[[", "line 1"),
    ] {
        let reply = raw(&server, Method::POST, "/v1/contracts", json, body.to_vec()).await;
        let detail = reply.json()["detail"].as_str().unwrap().to_owned();
        let kind = reply.problem();
        // A list where an object belongs is well formed as far as it was read.
        assert!(kind == "malformed" || body.starts_with(b"["), "{kind}: {detail}");
        assert!(kind != "malformed" || detail.contains(words), "{detail}");
    }
    let deep = format!("{{\"borrower\": {}{}}}", "[".repeat(10_000), "]".repeat(10_000));
    let reply = raw(&server, Method::POST, "/v1/contracts", json, deep.into_bytes()).await;
    assert!((400..500).contains(&reply.status), "{}", reply.text());
    let mut trailing = new_contract(1).to_string().into_bytes();
    trailing.extend(b" {}");
    assert_eq!(raw(&server, Method::POST, "/v1/contracts", json, trailing).await.problem(), "malformed");
}

#[tokio::test]
async fn only_json_is_taken() {
    let server = TestServer::new().await;
    let body = new_contract(1).to_string().into_bytes();
    for content_type in
        [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("application/jsonp")]
    {
        let reply = raw(&server, Method::POST, "/v1/contracts", content_type, body.clone()).await;
        assert_eq!(
            (reply.status, reply.problem().as_str()),
            (415, "unsupported-media-type"),
            "{content_type:?}"
        );
    }
    let reply =
        raw(&server, Method::POST, "/v1/contracts", Some("application/json; charset=utf-8"), body).await;
    assert_eq!(reply.status, 201);
}

#[tokio::test]
async fn a_body_has_a_limit() {
    let server = TestServer::new().await;
    let limit = 64 * 1024;
    let mut request = new_contract(1);
    request["borrower"]["name"] = json!("");
    let rest = limit - request.to_string().len();
    request["borrower"]["name"] = json!("x".repeat(rest));
    let within = request.to_string();
    assert_eq!(within.len(), limit);
    assert_eq!(server.post("/v1/contracts", &request).await.field(), "borrower.name", "read, then refused");
    request["borrower"]["name"] = json!("x".repeat(rest + 1));
    let over = server.post("/v1/contracts", &request).await;
    assert_eq!((over.status, over.problem().as_str()), (413, "too-large"));
}

#[tokio::test]
async fn unknown_addresses_and_methods_are_problems() {
    let server = TestServer::new().await;
    for path in ["/v1/nonsense", "/v1/contracts/ctr_x/nonsense", "/v1/contracts/", "/v1"] {
        assert_eq!(server.get(path).await.problem(), "not-found", "{path}");
    }
    let reply = server.delete("/v1/contracts").await;
    assert_eq!((reply.status, reply.problem().as_str()), (405, "method-not-allowed"));
    assert!(reply.header("allow").is_some_and(|allow| allow.contains("POST")), "{:?}", reply.headers);
    for id in
        ["nonsense", "ctr_00000000000000000000000000", "dev_00000000000000000000000000", "%00", "1%20OR%201"]
    {
        assert_eq!(server.get(&format!("/v1/contracts/{id}")).await.problem(), "not-found", "{id}");
    }
}

#[tokio::test]
async fn unknown_parameters_are_refused() {
    let server = TestServer::new().await;
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=ten", "limit"),
        ("limit=-1", "limit"),
        ("cursor=nonsense", "cursor"),
        ("cursor=", "cursor"),
        ("imei=123", "imei"),
        ("status=gone", "status"),
        ("sort=price", "sort"),
        ("status=active&status=offered", "status"),
    ] {
        let reply = server.get(&format!("/v1/contracts?{query}")).await;
        assert_eq!((reply.status, reply.field().as_str()), (422, field), "{query}: {}", reply.text());
    }
}
