use axum::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::common::{TestServer, new_contract};

#[tokio::test]
async fn the_same_request_is_done_once() {
    let server = TestServer::new().await;
    let first = server.post_once("/v1/contracts", &new_contract(1), "k1").await;
    assert_eq!((first.status, first.header("idempotent-replayed")), (201, None));
    let again = server.post_once("/v1/contracts", &new_contract(1), "k1").await;
    assert_eq!((again.status, again.header("idempotent-replayed")), (201, Some("true")));
    assert_eq!(again.body, first.body);
    assert_eq!(again.header("content-type"), Some("application/json"));
    assert_eq!(server.get("/v1/contracts").await.json()["data"].as_array().unwrap().len(), 1);

    let id = first.json()["id"].as_str().unwrap().to_owned();
    let accept = format!("/v1/contracts/{id}/accept");
    let first = server.post_once(&accept, &Value::Null, "k2").await;
    let again = server.post_once(&accept, &Value::Null, "k2").await;
    assert_eq!((first.status, again.status, again.header("idempotent-replayed")), (200, 200, Some("true")));
    assert_eq!(first.body, again.body, "not a refusal because it is accepted already");
}

#[tokio::test]
async fn another_request_with_the_key_is_refused() {
    let server = TestServer::new().await;
    assert_eq!(server.post_once("/v1/contracts", &new_contract(1), "k").await.status, 201);
    let other = server.post_once("/v1/contracts", &new_contract(2), "k").await;
    assert_eq!((other.status, other.problem().as_str()), (422, "idempotency-key-reused"));
    let elsewhere = server.post_once("/v1/api-keys", &new_contract(1), "k").await;
    assert_eq!(elsewhere.problem(), "idempotency-key-reused");
    // A key with less power does not fetch the answer of one with more.
    let weak = server.key(&["policies:read"]).await;
    let body = new_contract(1).to_string().into_bytes();
    let reply = server
        .call(&weak, Method::POST, "/v1/contracts", Some(body.clone()), &[("idempotency-key", "k")])
        .await;
    assert_eq!(reply.problem(), "idempotency-key-reused");
    // Another lender's keys are its own.
    let other = server.add_lender("Other", server::LenderMode::Test).await;
    let reply =
        server.call(&other.key, Method::POST, "/v1/contracts", Some(body), &[("idempotency-key", "k")]).await;
    assert_eq!(reply.problem(), "taken", "worked on, and refused for its IMEI");
}

#[tokio::test]
async fn refusals_by_state_are_kept_and_mistakes_are_not() {
    let server = TestServer::new().await;
    let id = server.offer(1).await["id"].as_str().unwrap().to_owned();
    let holds = format!("/v1/contracts/{id}/holds");
    let refused = server.post_once(&holds, &json!({"kind": "dispute"}), "r").await;
    assert_eq!(refused.problem(), "refused");
    server.post(&format!("/v1/contracts/{id}/accept"), &Value::Null).await;
    let again = server.post_once(&holds, &json!({"kind": "dispute"}), "r").await;
    assert_eq!((again.problem().as_str(), again.header("idempotent-replayed")), ("refused", Some("true")));

    let wrong = server.post_once(&holds, &json!({"kind": "nonsense"}), "m").await;
    assert_eq!(wrong.status, 422);
    let right = server.post_once(&holds, &json!({"kind": "dispute"}), "m").await;
    assert_eq!((right.status, right.header("idempotent-replayed")), (200, None), "the key was free again");
}

#[tokio::test]
async fn at_once_it_is_still_done_once() {
    let server = TestServer::new().await;
    let id = server.active(1).await;
    let path = format!("/v1/contracts/{id}/enrollment-code");
    let tries = (0..20).map(|_| server.post_once(&path, &Value::Null, "c"));
    let replies = futures(tries).await;
    let bodies: Vec<_> =
        replies.iter().filter(|reply| reply.status == 201).map(|reply| &reply.body).collect();
    assert!(!bodies.is_empty() && bodies.iter().all(|body| *body == bodies[0]), "one code");
    for reply in replies.iter().filter(|reply| reply.status != 201) {
        assert_eq!((reply.status, reply.problem().as_str()), (409, "request-in-flight"));
    }
    let events = server.get(&format!("/v1/contracts/{id}/events")).await.text();
    assert_eq!(events.matches("device.invited").count(), 1);
}

async fn futures<T>(all: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut pending: Vec<_> = all.map(Box::pin).collect();
    let mut done = Vec::new();
    std::future::poll_fn(|context| {
        let mut at = 0;
        while at < pending.len() {
            match pending[at].as_mut().poll(context) {
                std::task::Poll::Ready(value) => {
                    done.push(value);
                    drop(pending.swap_remove(at));
                }
                std::task::Poll::Pending => at += 1,
            }
        }
        if pending.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    done
}

#[tokio::test]
async fn keys_have_a_form() {
    let server = TestServer::new().await;
    for key in [String::new(), "k".repeat(256), "ключ".to_owned()] {
        let reply = server.post_once("/v1/contracts", &new_contract(1), &key).await;
        assert_eq!(reply.field(), "Idempotency-Key", "{key}");
    }
    assert_eq!(server.post_once("/v1/contracts", &new_contract(1), &"k".repeat(255)).await.status, 201);
}

#[tokio::test]
async fn secrets_are_sealed_at_rest_and_keys_end() {
    let server = TestServer::new().await;
    let request = json!({"label": "once", "scopes": ["policies:read"]});
    let first = server.post_once("/v1/api-keys", &request, "s").await;
    let again = server.post_once("/v1/api-keys", &request, "s").await;
    assert_eq!(first.json()["secret"], again.json()["secret"]);
    assert_eq!(server.get("/v1/api-keys").await.json()["data"].as_array().unwrap().len(), 2);

    let begin = |digest| store::rows::IdempotencyBegin {
        lender: server.lender.id,
        key: "s".to_owned(),
        digest,
        now: server.app.wall_now(),
        stale_before: server.app.wall_now(),
    };
    assert_eq!(
        server.app.store.begin_idempotency(begin([0; 32])).await.unwrap(),
        store::rows::Begin::Mismatch
    );
    server.clock.advance(SignedDuration::from_hours(25));
    let before = server.app.wall_now() - SignedDuration::from_hours(24);
    assert_eq!(server.app.store.purge_idempotency(before).await.unwrap(), 1);
    let anew = server.post_once("/v1/api-keys", &request, "s").await;
    assert_eq!(anew.header("idempotent-replayed"), None);
}
