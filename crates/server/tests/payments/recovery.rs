//! A request that was kept has its effect, whatever happens in between, and has it once.

use axum::http::StatusCode;
use store::Commit;
use store::rows::RawEventRow;

use crate::rail::payment;
use crate::stage::{TestServer, usd};

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

    let feed = || async { store.rail(server.lender.id, "gate").await.unwrap().unwrap().feed_reconciled_to };
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
