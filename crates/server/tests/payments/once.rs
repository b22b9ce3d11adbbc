//! Invariant I7: one effect per (rail, external id).

use std::sync::Arc;

use axum::http::StatusCode;
use serde_json::json;
use server::payments::{IngestError, Notification, Outcome, Target, ingest};

use crate::rail::{payment, reversal};
use crate::stage::{TestServer, usd};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_told_a_thousand_times_posts_once() {
    let server = Arc::new(TestServer::with_rails().await);
    let contract = server.contract().await;
    let body = payment("p1", "100.00", &contract);
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..1000 {
        let (server, body) = (Arc::clone(&server), body.clone());
        tasks.spawn(async move {
            let answer = server.tell(&body).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
            let answer = answer.json();
            (answer["outcome"].as_str().unwrap().to_owned(), answer["payment"].as_str().unwrap().to_owned())
        });
    }
    let answers = tasks.join_all().await;
    assert_eq!(answers.iter().filter(|(outcome, _)| outcome == "applied").count(), 1);
    assert!(answers.iter().all(|(outcome, _)| outcome == "applied" || outcome == "duplicate"));
    assert!(answers.iter().all(|(_, payment)| *payment == answers[0].1), "all name the same payment");
    assert_eq!(server.payments().await.len(), 1);
    assert_eq!(server.read(contract.id).await.account.received(), usd(10_000));
    assert_eq!(server.balance("rail_clearing").await, 10_000);
    server.wall_later(60);
    assert_eq!(server.app.store.unfinished_raw_events(server.app.wall_now(), 9).await.unwrap(), []);
}

#[tokio::test]
async fn other_content_under_a_known_id_is_a_conflict() {
    let server = TestServer::with_rails().await;
    let (contract, other) = (server.contract().await, server.contract().await);
    assert_eq!(server.outcome(&payment("p1", "100.00", &contract)).await, "applied");
    let mut backdated = payment("p1", "100.00", &contract);
    backdated["value_on"] = json!("2025-12-20");
    let mut yen = payment("p1", "100", &contract);
    yen["currency"] = json!("JPY");
    for changed in [
        payment("p1", "100.01", &contract),
        payment("p1", "100.00", &other),
        reversal("p1", "100.00", "p0"),
        backdated,
        yen,
    ] {
        for _ in 0..2 {
            let answer = server.tell(&changed).await;
            assert_eq!(
                (answer.status, &answer.json()["outcome"]),
                (StatusCode::OK, &json!("conflict")),
                "{changed}"
            );
        }
    }
    assert_eq!(server.outcome(&payment("p1", "100.00", &contract)).await, "duplicate");
    assert_eq!(server.balance("rail_clearing").await, 10_000);
    assert_eq!(server.balance("suspense").await, 0);
    // Each is kept once, for people to see.
    let kept = server.payments().await;
    assert_eq!(kept.iter().filter(|row| row.status == "conflict").count(), 5);
    let told = server.event_kinds().await;
    assert_eq!(told.iter().filter(|kind| *kind == "payment.conflict").count(), 5);
    assert!(server.app.metrics.text().contains("conflict\"} 10"));
}

#[tokio::test]
async fn the_api_is_told_of_a_conflict_and_nothing_is_kept() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let notification = |minor| Notification::payment("api", "x", usd(minor), Target::Contract(contract.id));
    let first = ingest(&server.app, &server.lender, notification(500), None).await.unwrap();
    assert!(matches!(first, Outcome::Applied(_)), "{first:?}");
    let again = ingest(&server.app, &server.lender, notification(500), None).await.unwrap();
    assert_eq!(again, Outcome::Duplicate(first.payment().clone()));
    let other = ingest(&server.app, &server.lender, notification(501), None).await;
    assert!(matches!(other, Err(IngestError::Conflict(known)) if *known == *first.payment()));
    assert_eq!(server.payments().await.len(), 1);
}

#[tokio::test]
async fn rails_and_lenders_name_payments_each_for_itself() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    for rail in ["one", "two"] {
        let payment = Notification::payment(rail, "same", usd(500), Target::Contract(contract.id));
        let outcome = ingest(&server.app, &server.lender, payment, None).await.unwrap();
        assert!(matches!(outcome, Outcome::Applied(_)), "{rail}: {outcome:?}");
    }
    // Another lender's contract is no contract of this one (invariant I10).
    let other = server.other_lender(server::LenderMode::Test).await;
    for target in [Target::Contract(contract.id), Target::Reference(contract.payment_reference.clone())] {
        let id = format!("{target:?}");
        let payment = Notification::payment("one", &id, usd(500), target);
        let outcome = ingest(&server.app, &other, payment, None).await.unwrap();
        assert!(matches!(outcome, Outcome::Suspended(..)), "{outcome:?}");
    }
    assert_eq!(server.read(contract.id).await.account.received(), usd(1_000));
}

#[tokio::test]
async fn what_can_t_be_a_payment_is_refused_with_a_reason() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let with = |field: &str, value| {
        let mut body = payment("p1", "100.00", &contract);
        body[field] = value;
        body
    };
    for (body, field) in [
        (with("amount", json!("0")), "amount"),
        (with("amount", json!("-5.00")), "amount"),
        (with("amount", json!("5.001")), "amount"),
        (with("amount", json!("1000000000000000000")), "amount"),
        (with("amount", json!(5)), "body"),
        (with("currency", json!("XYZ")), "currency"),
        (with("id", json!("")), "external_id"),
        (with("id", json!("a\u{0}b")), "external_id"),
        (with("id", json!("x".repeat(201))), "external_id"),
        (with("what", json!(1)), "body"),
        (reversal("r1", "5.00", "r1"), "reverses"),
        (reversal("r1", "5.00", ""), "reverses"),
    ] {
        let answer = server.tell(&body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        let answer = answer.json();
        assert_eq!(answer["outcome"], "refused");
        assert!(answer["detail"].as_str().unwrap().starts_with(field), "{answer}");
    }
    assert_eq!(server.payments().await, []);
    server.wall_later(60);
    assert_eq!(server.app.store.unfinished_raw_events(server.app.wall_now(), 9).await.unwrap(), []);
}
