use axum::body::Body;
use axum::http::Request;
use server::api::openapi;

use crate::common::{Reply, TestServer};

async fn page(path: &str) -> Reply {
    let server = TestServer::new().await;
    server.send(Request::builder().uri(path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn every_operation_and_schema_is_shown() {
    let reply = page("/docs/api").await;
    assert_eq!(reply.status, 200);
    assert!(reply.header("content-security-policy").is_some());
    let html = reply.text();
    for methods in openapi()["paths"].as_object().unwrap().values() {
        for operation in methods.as_object().unwrap().values() {
            let id = operation["operationId"].as_str().unwrap();
            assert!(html.contains(&format!("id=\"{id}\"")), "{id}");
        }
    }
    for name in openapi()["components"]["schemas"].as_object().unwrap().keys() {
        assert!(html.contains(&format!("id=\"schema-{name}\"")), "{name}");
    }
    let anchors: Vec<&str> =
        html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(anchors.len() > 100);
    for anchor in anchors {
        assert!(html.contains(&format!("id=\"{anchor}\"")), "a link leads nowhere: {anchor}");
    }
    assert!(!html.contains("<script"), "it works without scripts");
}

#[tokio::test]
async fn problems_are_explained() {
    let all = page("/problems").await;
    assert_eq!(all.status, 200);
    for slug in ["refused", "idempotency-key-reused", "unavailable"] {
        assert!(all.text().contains(&format!("/problems/{slug}")));
        let one = page(&format!("/problems/{slug}")).await;
        assert_eq!(one.status, 200);
        assert!(one.text().contains(slug));
    }
    assert_eq!(page("/problems/nonsense").await.problem(), "not-found");
}
