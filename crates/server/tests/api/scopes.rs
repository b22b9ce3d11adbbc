use axum::http::Method;
use serde_json::Value;
use server::api::openapi;

use crate::common::TestServer;

/// Each operation of the document: method, a path that names nothing, scope.
fn operations() -> Vec<(Method, String, String)> {
    let paths = openapi()["paths"].as_object().unwrap();
    let mut all = Vec::new();
    for (path, methods) in paths {
        for (method, operation) in methods.as_object().unwrap() {
            let path = path.split('/').map(|part| if part.starts_with('{') { "x" } else { part });
            let scope = operation["security"][0]["api_key"][0].as_str().unwrap().to_owned();
            let path = path.collect::<Vec<_>>().join("/");
            all.push((method.to_uppercase().parse().unwrap(), path, scope));
        }
    }
    all
}

fn all_scopes() -> Vec<String> {
    let mut scopes: Vec<String> = operations().into_iter().map(|(_, _, scope)| scope).collect();
    scopes.sort();
    scopes.dedup();
    scopes
}

#[tokio::test]
async fn each_operation_needs_exactly_its_scope() {
    let server = TestServer::new().await;
    for (method, path, scope) in operations() {
        let others: Vec<String> = all_scopes().into_iter().filter(|other| *other != scope).collect();
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        let (without, only) = (server.key(&others).await, server.key(&[&scope]).await);
        let body = (method != Method::GET).then(|| Value::Null.to_string().into_bytes());
        let refused = server.call(&without, method.clone(), &path, body.clone(), &[]).await;
        assert_eq!((refused.status, refused.problem().as_str()), (403, "forbidden"), "{method} {path}");
        assert!(refused.text().contains(&scope), "{}", refused.text());
        let allowed = server.call(&only, method.clone(), &path, body, &[]).await;
        assert!(!matches!(allowed.status, 401 | 403 | 500..), "{method} {path}: {}", allowed.text());
    }
}
