use axum::http::StatusCode;
use serde_json::json;

use crate::rail::{SECRET, payment, signed};
use crate::stage::{TestServer, WALL_START};

#[tokio::test]
async fn nothing_is_kept_of_what_is_not_signed() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let body = payment("p1", "100.00", &contract).to_string().into_bytes();
    let good = signed(SECRET, &body, WALL_START);
    let mut altered = body.clone();
    altered[20] ^= 1;
    let late = signed(SECRET, &body, WALL_START - 301);
    let other = signed("another secret of some length", &body, WALL_START);
    for (name, header, body) in [
        ("altered body", good.as_str(), altered),
        ("too old", late.as_str(), body.clone()),
        ("another secret", other.as_str(), body.clone()),
        ("no code", "t=1", body.clone()),
        ("nothing", "", body.clone()),
    ] {
        let answer = server.knock("gate", &[("quittance-signature", header)], body).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{name}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{name}");
    }
    let twice = [("quittance-signature", good.as_str()), ("quittance-signature", good.as_str())];
    assert_eq!(server.knock("gate", &twice, body.clone()).await.status, StatusCode::UNAUTHORIZED);
    // The other scheme's header is not looked at.
    let stripe = [("stripe-signature", good.as_str())];
    assert_eq!(server.knock("gate", &stripe, body.clone()).await.status, StatusCode::UNAUTHORIZED);

    server.wall_later(60);
    let kept = server.app.store.unfinished_raw_events(server.app.wall_now(), 100).await.unwrap();
    assert_eq!(kept, []);
    assert_eq!(server.payments().await, []);
    assert!(server.app.metrics.text().contains("bad_signature\"} 7"), "{}", server.app.metrics.text());
    let answer = server.knock("gate", &[("quittance-signature", &good)], body).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn secrets_rotate() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let new = "the next secret of this rail".to_owned();
    let both = [new.clone(), SECRET.to_owned()];
    server::payments::put_rail(&server.app, server.lender.id, "gate", "generic", &both).await.unwrap();
    for (id, secret) in [("p1", SECRET), ("p2", &new)] {
        let body = payment(id, "1.00", &contract).to_string().into_bytes();
        let header = signed(secret, &body, WALL_START);
        let answer = server.knock("gate", &[("quittance-signature", &header)], body).await;
        assert_eq!(answer.status, StatusCode::OK, "{secret}");
    }
    server::payments::put_rail(&server.app, server.lender.id, "gate", "generic", &[new]).await.unwrap();
    assert_eq!(server.tell(&payment("p3", "1.00", &contract)).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn only_known_rails_have_a_door() {
    let server = TestServer::with_rails().await;
    let other = server.other_lender(server::LenderMode::Test).await;
    let body = json!({}).to_string().into_bytes();
    let header = signed(SECRET, &body, WALL_START);
    for path in [
        format!("/webhooks/{}/unknown", server.lender.id),
        format!("/webhooks/{}/gate", other.id),
        "/webhooks/nobody/gate".to_owned(),
    ] {
        let headers = [("quittance-signature", header.as_str())];
        let answer = server.send(axum::http::Method::POST, &path, &headers, body.clone()).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_body_has_a_limit() {
    let server = TestServer::with_rails().await;
    let body = vec![b' '; 256 * 1024 + 1];
    let header = signed(SECRET, &body, WALL_START);
    let answer = server.knock("gate", &[("quittance-signature", &header)], body).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn rails_are_checked() {
    let server = TestServer::new().await;
    let live = server.other_lender(server::LenderMode::Live).await;
    let long = || vec![SECRET.to_owned()];
    let id = server.lender.id;
    for (lender, rail, scheme, secrets) in [
        (id, "gate", "unknown", long()),
        (id, "", "generic", long()),
        (id, "Gate", "generic", long()),
        (id, "api", "generic", long()),
        (id, "manual", "stripe", long()),
        (id, "sandbox", "generic", long()),
        (id, "gate", "sandbox", long()),
        (live.id, "sandbox", "sandbox", long()),
        (id, "gate", "generic", vec![]),
        (id, "gate", "generic", vec![SECRET.to_owned(); 5]),
        (id, "gate", "generic", vec!["short".to_owned()]),
    ] {
        let put = server::payments::put_rail(&server.app, lender, rail, scheme, &secrets).await;
        assert!(put.is_err(), "{rail} {scheme} {}", secrets.len());
    }
    assert_eq!(server.app.store.rails(id).await.unwrap(), []);
}
