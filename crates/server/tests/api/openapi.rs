use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use server::api::openapi;

use crate::common::TestServer;

/// When this fails the API has changed: run the test with `UPDATE_OPENAPI=1` and read the difference.
#[test]
fn the_committed_document_is_the_real_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let real = format!("{}\n", serde_json::to_string_pretty(openapi()).unwrap());
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(&path, &real).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap();
    assert!(committed == real, "openapi.json is not what the server serves");
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|field| references(field, found));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn nothing_is_left_undescribed() {
    let document = openapi();
    assert_eq!(document["openapi"], "3.1.0");
    let mut found = BTreeSet::new();
    references(document, &mut found);
    for reference in &found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
    let mut ids = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let name = format!("{method} {path}");
            assert!(ids.insert(operation["operationId"].as_str().unwrap()), "{name}: its id comes twice");
            assert!(operation["summary"].is_string() && operation["tags"][0].is_string(), "{name}");
            assert!(operation["security"][0]["api_key"][0].is_string(), "{name}");
            let has_body = operation.get("requestBody").is_some();
            if has_body {
                let example = &operation["requestBody"]["content"]["application/json"]["example"];
                assert!(example.is_object(), "{name}: {example}");
            }
            for (status, response) in operation["responses"].as_object().unwrap() {
                if status.starts_with('2') && status != "204" {
                    let media = response["content"].as_object().unwrap().values().next().unwrap();
                    assert!(media["schema"].is_object(), "{name}");
                    assert!(response["description"].is_string(), "{name}");
                }
            }
        }
    }
    assert!(ids.len() > 35, "{}", ids.len());
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(schema["description"].is_string(), "{name} has no description");
    }
}

/// What the document shows as a request is taken as far as its form goes.
#[tokio::test]
async fn examples_can_be_sent() {
    let server = TestServer::new().await;
    let example = |path: &str| {
        let content = &openapi()["paths"][path]["post"]["requestBody"]["content"];
        content["application/json"]["example"].clone()
    };
    let made = server.post("/v1/contracts", &example("/v1/contracts")).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let key = server.post("/v1/api-keys", &serde_json::json!({"label": "x", "scopes": ["*"]})).await;
    assert_eq!(key.status, 201);
    let endpoint = server.post("/v1/webhook-endpoints", &example("/v1/webhook-endpoints")).await;
    assert_eq!(endpoint.status, 201, "{}", endpoint.text());
    let clock = server.post("/v1/test-clock/advance", &example("/v1/test-clock/advance")).await;
    assert_eq!(clock.status, 200, "{}", clock.text());
}

#[tokio::test]
async fn it_is_served() {
    let server = TestServer::new().await;
    let request =
        axum::http::Request::builder().uri("/openapi.json").body(axum::body::Body::empty()).unwrap();
    let reply = server.send(request).await;
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(&reply.json(), openapi());
}
