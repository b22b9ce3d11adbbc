//! A request that was kept has its effect, whatever happens in between, and has it once.

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use server::LenderMode;
use server::payments::put_rail;
use store::rows::{RailRow, RawEventRow};
use store::{Commit, Hidden};

use crate::rail::{SECRET, payment, reversal};
use crate::stage::{TestServer, WALL_START, usd};

fn kept(server: &TestServer, body: &serde_json::Value) -> RawEventRow {
    RawEventRow {
        id: server.app.new_id(),
        lender: server.lender.id,
        rail: "gate".into(),
        received_at: server.app.wall_now(),
        headers: "{}".into(),
        body: body.to_string().into_bytes(),
        state: RawEventRow::RECEIVED.into(),
    }
}

#[tokio::test]
async fn a_crash_between_request_and_effect() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let body = payment("p1", "100.00", &contract);
    server.app.store.store_raw_event(kept(&server, &body)).await.unwrap();
    server.wall_later(30);
    assert_eq!(server::payments::sweep(&server.app).await.unwrap(), 0, "too young");
    server.wall_later(1);
    assert_eq!(server::payments::sweep(&server.app).await.unwrap(), 1);
    assert_eq!(server::payments::sweep(&server.app).await.unwrap(), 0, "once");
    assert_eq!(server.read(contract.id).await.account.received(), usd(10_000));
    assert_eq!(server.outcome(&body).await, "duplicate");
}

#[tokio::test]
async fn the_rail_repeats_before_the_sweep() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let body = payment("p1", "100.00", &contract);
    server.app.store.store_raw_event(kept(&server, &body)).await.unwrap();
    assert_eq!(server.outcome(&body).await, "applied");
    server.wall_later(31);
    assert_eq!(server::payments::sweep(&server.app).await.unwrap(), 1);
    assert_eq!(server.read(contract.id).await.account.received(), usd(10_000));
    assert_eq!(server.payments().await.len(), 1);
}

/// A contract that can't be read stands for a store that can't be written now.
#[tokio::test]
async fn what_can_t_be_done_now_is_done_later() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let store = &server.app.store;
    let good = store.contract(contract.id).await.unwrap().unwrap();
    let mut broken = good.clone();
    (broken.version, broken.state) = (good.version + 1, "{".into());
    store.commit(Commit::of(broken, good.version)).await.unwrap();

    let feed = || async { store.rail(server.lender.id, "gate").await.unwrap().unwrap().feed_heard_to };
    let answer = server.tell(&payment("p1", "100.00", &contract)).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED);
    let answer = answer.json();
    assert_eq!(answer["outcome"], "received");
    assert_eq!(feed().await, None, "I9: the feed is not alive before the effect");
    server.wall_later(31);
    assert_eq!(server::payments::sweep(&server.app).await.unwrap(), 0);
    let waiting = store.unfinished_raw_events(server.app.wall_now(), 9).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].id.to_string(), answer["event"].as_str().unwrap());
    assert!(waiting[0].headers.contains("quittance-signature"), "{}", waiting[0].headers);

    let mut mended = contract.clone();
    mended.version = good.version + 2;
    let mut row = good.clone();
    (row.version, row.state) = (mended.version, serde_json::to_string(&mended).unwrap());
    store.commit(Commit::of(row, good.version + 1)).await.unwrap();
    assert_eq!(server::payments::sweep(&server.app).await.unwrap(), 1);
    assert_eq!(server.read(contract.id).await.account.received(), usd(10_000));
    assert!(feed().await.is_some());
}

/// I9: a rail keeps no order, so that a later event says nothing about one that was received and waits.
#[tokio::test]
async fn nothing_is_known_behind_a_request_that_waits() {
    let server = TestServer::with_rails().await;
    let live = server.other_lender(LenderMode::Live).await;
    put_rail(&server.app, live.id, "gate", "generic", &[SECRET.into()]).await.unwrap();
    let start = Timestamp::from_second(WALL_START).unwrap();
    let after = |seconds| start + SignedDuration::from_secs(seconds);
    let known = || async {
        let now = server.app.wall_now();
        server.app.payments_known_to(&live, now).await.unwrap()
    };
    server
        .app
        .store
        .advance_feed(live.id, "gate", (store::rows::FeedWord::Heard, after(0)), store::News::default())
        .await
        .unwrap();
    let waiting = kept(&server, &serde_json::json!({}));
    let waiting = RawEventRow { lender: live.id, received_at: after(1), ..waiting };
    server.app.store.store_raw_event(waiting.clone()).await.unwrap();
    server.wall_later(4);
    assert_eq!(known().await, Some(after(0)));
    server
        .app
        .store
        .advance_feed(live.id, "gate", (store::rows::FeedWord::Heard, after(4)), store::News::default())
        .await
        .unwrap();
    assert_eq!(known().await, Some(after(1)), "not behind the one under way");
    server.wall_later(3);
    assert_eq!(known().await, None, "it is stuck and may tell of any day");
    server.app.store.finish_raw_event(waiting.id, "ignored").await.unwrap();
    assert_eq!(known().await, Some(after(4)));
}

#[tokio::test]
async fn a_rail_that_can_t_be_opened_does_not_hold_up_the_sweep() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    let broken = RailRow {
        lender: server.lender.id,
        rail: "broken".into(),
        scheme: "generic".into(),
        secrets: Hidden(vec![0; 40]),
        feed_reconciled_to: None,
        feed_heard_to: None,
    };
    server.app.store.put_rail(broken).await.unwrap();
    let body = payment("p1", "100.00", &contract);
    let first = RawEventRow { rail: "broken".into(), ..kept(&server, &body) };
    server.app.store.store_raw_event(first).await.unwrap();
    server.wall_later(1);
    server.app.store.store_raw_event(kept(&server, &body)).await.unwrap();
    server.wall_later(31);
    assert_eq!(server::payments::sweep(&server.app).await.unwrap(), 1);
    assert_eq!(server.read(contract.id).await.account.received(), usd(10_000));
}

/// It would be tried again for ever.
#[tokio::test]
async fn what_never_counted_can_t_be_taken_back() {
    let server = TestServer::with_rails().await;
    let contract = server.contract().await;
    assert_eq!(server.outcome(&payment("p1", "100.00", &contract)).await, "applied");
    assert_eq!(server.outcome(&payment("p1", "200.00", &contract)).await, "conflict");
    let rows = server.payments().await;
    let conflict = rows.iter().find(|row| row.status == "conflict").unwrap();
    let answer = server.tell(&reversal("r1", "200.00", &conflict.external_id)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert_eq!(server.app.store.unfinished_raw_events(server.app.wall_now(), 9).await.unwrap(), []);
    assert_eq!(server.read(contract.id).await.account.received(), usd(10_000));
}
