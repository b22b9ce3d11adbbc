//! One phone as a user and a demo page meet it.

use std::net::SocketAddr;
use std::time::Duration;

use crate::lender::Lender;
use crate::running::{Running, config};
use agent::inspect::{Finding, Papers};
use axum::body::Bytes;
use axum::http::{Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use money::Money;
use phone::{Phone, PhoneConfig, PhoneError};
use policy::NoticeKey;
use proof::authority::Trust;
use proof::documents::NoticeOnDevice;
use proof::evidence::Evidence;
use serde_json::Value;
use tokio::sync::oneshot;

#[tokio::test]
async fn enrolls_follows_the_server_and_survives() {
    let (lender, dir) = (Lender::serve().await, tempfile::tempdir().unwrap());
    let phone = Running::start(dir.path()).await;
    assert!(phone.get("/").await.contains("Scan the code of your contract"));
    phone.enroll(&lender).await;
    let page = phone.get("/").await;
    assert!(page.contains("Harbor &#60;b&#62;Phones") && !page.contains("<b>Phones"));

    // A new standing arrives by itself: the phone is always waiting for one.
    lender.publish(2, |standing| {
        let amount = Money::from_minor(1_000, "USD".parse().unwrap()).unwrap();
        let (key, delinquent_since) = (NoticeKey("first".to_owned()), "2026-02-10".parse().unwrap());
        standing.overdue = amount;
        standing.notices = vec![NoticeOnDevice { key, delinquent_since, amount, cure_days: 7 }];
    });
    let screen = phone.until(|screen| screen["kind"] == "notice").await;
    assert_eq!((&screen["applied"], &screen["wanted_seq"]), (&Value::from("none"), &Value::from(2)));
    phone.until(|screen| screen["receipts_unconfirmed"] == 0).await;
    assert_eq!(*lender.receipts.lock().unwrap(), 2);
    phone.control("dismiss").await;
    phone.until(|screen| screen["kind"] == "free").await;

    phone.switch_off().await;
    let phone = Running::start(dir.path()).await;
    phone.until(|screen| screen["standing_seq"] == 2).await;
    assert_eq!(*lender.hellos.lock().unwrap(), 1, "the session is still good");
    phone.switch_off().await;
}

/// The file comes from the phone alone: its lender may be gone.
#[tokio::test]
async fn hands_out_the_evidence_of_what_it_obeys() {
    let (lender, dir) = (Lender::serve().await, tempfile::tempdir().unwrap());
    let phone = Running::start(dir.path()).await;
    let url = format!("http://{}/evidence", phone.address);
    let client = Client::builder(TokioExecutor::new()).build_http();
    let ask = async || {
        let request = Request::get(&url).body(Full::<Bytes>::default()).unwrap();
        let response = client.request(request).await.unwrap();
        let (status, body) = (response.status(), response.into_body().collect().await.unwrap());
        (status, body.to_bytes())
    };
    assert_eq!(ask().await.0, StatusCode::NOT_FOUND);
    phone.enroll(&lender).await;
    phone.control("offline").await;
    let page = phone.get("/").await;
    assert!(page.contains("href=\"/evidence\"") && page.contains("quittance verify"), "{page}");
    let (status, bytes) = ask().await;
    assert_eq!(status, StatusCode::OK);
    let evidence = Evidence::parse(&bytes).unwrap();
    let trust = Trust::restore(&evidence.roots[0], &evidence.rosters[0]).unwrap();
    let (findings, papers) = Papers::open(&trust, &evidence.documents[0], evidence.device_keys[0]);
    assert!(findings.iter().all(Finding::holds), "{findings:?}");
    let standing = papers.unwrap().standing(&evidence.documents[1], None);
    assert!(!standing.is_empty() && standing.iter().all(Finding::holds), "{standing:?}");
    phone.switch_off().await;
}

#[tokio::test]
async fn offline_online_and_factory_reset() {
    let (lender, dir) = (Lender::serve().await, tempfile::tempdir().unwrap());
    let phone = Running::start(dir.path()).await;
    phone.enroll(&lender).await;
    phone.control("offline").await;
    phone.until(|screen| screen["offline"] == true && screen["network"] == false).await;
    lender.publish(2, |_| ());
    tokio::time::sleep(Duration::from_millis(100)).await;
    phone.until(|screen| screen["standing_seq"] == 1).await;
    phone.control("online").await;
    phone.until(|screen| screen["standing_seq"] == 2 && screen["offline"] == false).await;

    // Nothing local survives, and yet the phone is found again by its hardware.
    phone.control("offline").await;
    phone.control("reset").await;
    let screen = phone.until(|screen| screen["kind"] == "not_enrolled").await;
    assert_eq!(screen["emergency_call"], true);
    lender.release(3);
    phone.control("online").await;
    phone.until(|screen| screen["kind"] == "quittance").await;
    phone.switch_off().await;
}

#[tokio::test]
async fn a_damaged_state_is_a_free_phone_that_finds_back() {
    let (lender, dir) = (Lender::serve().await, tempfile::tempdir().unwrap());
    let phone = Running::start(dir.path()).await;
    phone.enroll(&lender).await;
    phone.switch_off().await;
    std::fs::write(dir.path().join("data/state"), b"rubbish").unwrap();
    let phone = Running::start(dir.path()).await;
    phone.until(|screen| screen["standing_seq"] == 1).await;
    phone.switch_off().await;
}

#[tokio::test]
async fn what_is_not_obeyed_is_shown() {
    let (lender, dir) = (Lender::serve().await, tempfile::tempdir().unwrap());
    let phone = Running::start(dir.path()).await;
    phone.enroll(&lender).await;
    let (status, _) = phone.post("/control/push", "application/cose", "rubbish".to_owned()).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let screen = phone.until(|screen| !screen["refused"].is_null()).await;
    assert_eq!(screen["refused"]["check"], 1);
    phone.switch_off().await;
}

#[tokio::test]
async fn bad_input_at_the_glass() {
    let dir = tempfile::tempdir().unwrap();
    let phone = Running::start(dir.path()).await;
    for code in ["", "quittance:enroll?s=x", "javascript:alert(1)"] {
        let (status, _) = phone.post("/control/provision", "text/plain", code.to_owned()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let form = "application/x-www-form-urlencoded";
    let (status, _) = phone.post("/control/provision", form, "other=1".to_owned()).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let (status, _) = phone.post("/control/advance", form, "seconds=-1".to_owned()).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    // A name of somebody else's that points here.
    let request = Request::get(format!("http://{}/screen", phone.address)).header("host", "evil.example");
    let (status, _) = phone.request(request.body(Full::default()).unwrap()).await;
    assert_eq!(status, StatusCode::MISDIRECTED_REQUEST);
    phone.switch_off().await;
}

#[tokio::test]
async fn advances_by_hand_only_with_a_test_clock() {
    let (lender, dir) = (Lender::serve().await, tempfile::tempdir().unwrap());
    let phone = Running::start(dir.path()).await;
    phone.enroll(&lender).await;
    let form = "application/x-www-form-urlencoded";
    let (status, _) = phone.post("/control/advance", form, "seconds=86400".to_owned()).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    phone.until(|screen| screen["trusted_time"].as_str().is_some_and(|t| t.starts_with("2026-02-20"))).await;
    phone.switch_off().await;

    let plain = Phone::start(PhoneConfig { test_clock: false, ..config(dir.path()) }).await.unwrap();
    let (off, is_off) = oneshot::channel::<()>();
    let address = plain.address();
    let phone = Running { address, off, ended: tokio::spawn(plain.run(async { drop(is_off.await) })) };
    let (status, _) = phone.post("/control/advance", form, "seconds=86400".to_owned()).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    phone.switch_off().await;
}

#[tokio::test]
async fn events_follow_the_screen() {
    let (lender, dir) = (Lender::serve().await, tempfile::tempdir().unwrap());
    let phone = Running::start(dir.path()).await;
    let client = Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>();
    let request = Request::get(format!("http://{}/events", phone.address)).body(Full::default()).unwrap();
    let mut events = client.request(request).await.unwrap().into_body();
    phone.enroll(&lender).await;
    let mut seen = String::new();
    while !seen.contains("\"standing_seq\":1") {
        let frame = tokio::time::timeout(Duration::from_secs(5), events.frame()).await.unwrap();
        seen.push_str(std::str::from_utf8(frame.unwrap().unwrap().data_ref().unwrap()).unwrap());
    }
    assert!(seen.starts_with("event: screen\nid: "));
    phone.switch_off().await;
}

#[tokio::test]
async fn listens_on_this_machine_only() {
    let dir = tempfile::tempdir().unwrap();
    let listen = SocketAddr::from(([0, 0, 0, 0], 0));
    let refused = Phone::start(PhoneConfig { listen, ..config(dir.path()) }).await.unwrap_err();
    assert!(matches!(refused, PhoneError::NotLoopback(_)));
}
