use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use proof::session::Answer;
use server::device::Stopping;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::by_hand::{Device, Open, request, standing};
use crate::world::{Reply, World};

pub(crate) fn waiting(open: &Open, counter: u64, known: u64, wait: &str) -> Request<Body> {
    let mut request = request("check-in", Open::check_in(counter, known).seal(open.session(), &open.keys));
    request.headers_mut().insert("prefer", wait.parse().unwrap());
    request
}

pub(crate) fn spawn(server: &Arc<World>, request: Request<Body>) -> JoinHandle<Reply> {
    let server = Arc::clone(server);
    tokio::spawn(async move { server.send(request).await })
}

pub(crate) fn opened(open: &Open, counter: u64, reply: &Reply) -> Answer {
    assert_eq!(reply.status, 200);
    let nonce = u128::from(counter).to_be_bytes();
    Answer::open(&reply.body, open.session(), &open.keys, &nonce).unwrap()
}

pub(crate) async fn until_waiting(server: &World, count: i64) {
    while server.app.metrics.devices_waiting.get() != count {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

pub(crate) async fn scene() -> (Arc<World>, servicing::Contract, Open) {
    let server = Arc::new(World::new().await);
    let contract = server.contract().await;
    let open = Device::of(&contract).enroll(&server, &contract).await;
    (server, contract, open)
}

#[tokio::test]
async fn a_payment_wakes_a_waiting_device() {
    let (server, contract, open) = scene().await;
    let held = spawn(&server, waiting(&open, 1, 1, "wait=50"));
    until_waiting(&server, 1).await;
    assert!(!held.is_finished());
    server.pay(&contract, 10_000).await;
    let reply = tokio::time::timeout(Duration::from_secs(5), held).await.unwrap().unwrap();
    assert_eq!(reply.headers["preference-applied"], "wait=50");
    let answer = opened(&open, 1, &reply);
    let news = standing(&answer.standing.unwrap(), &open.trust);
    assert_eq!((answer.seq, news.body().outstanding.minor()), (2, 20_000));
    assert_eq!(server.app.metrics.devices_waiting.get(), 0);
}

#[tokio::test]
async fn what_is_new_already_is_answered_at_once() {
    let (server, contract, open) = scene().await;
    server.pay(&contract, 10_000).await;
    let reply = server.send(waiting(&open, 1, 1, "wait=50")).await;
    assert!(opened(&open, 1, &reply).standing.is_some());
}

#[tokio::test]
async fn waiting_ends_with_the_time_asked_for_and_tells_the_time() {
    let (server, _, open) = scene().await;
    let held = spawn(&server, waiting(&open, 1, 1, "wait=1"));
    until_waiting(&server, 1).await;
    server.advance("2026-01-07T09:00:00Z").await;
    let reply = held.await.unwrap();
    let answer = opened(&open, 1, &reply);
    assert_eq!((answer.seq, answer.standing), (1, None));
    assert_eq!(answer.now, server.now().await, "the time of the answer, not of the question");
}

#[tokio::test]
async fn a_stopping_server_lets_go() {
    let (server, _, open) = scene().await;
    let (stop, stopped) = watch::channel(false);
    let mut held = waiting(&open, 1, 1, "wait=50");
    held.extensions_mut().insert(Stopping(stopped));
    let held = spawn(&server, held);
    until_waiting(&server, 1).await;
    stop.send_replace(true);
    let reply = tokio::time::timeout(Duration::from_secs(5), held).await.unwrap().unwrap();
    assert_eq!(opened(&open, 1, &reply).standing, None);
}

#[tokio::test]
async fn a_device_that_goes_away_is_not_counted() {
    let (server, _, open) = scene().await;
    let held = spawn(&server, waiting(&open, 1, 1, "wait=50"));
    until_waiting(&server, 1).await;
    held.abort();
    until_waiting(&server, 0).await;
}

#[tokio::test]
async fn whoever_pays_and_goes_away_still_frees_the_device() {
    let (server, contract, open) = scene().await;
    let held = spawn(&server, waiting(&open, 1, 1, "wait=50"));
    until_waiting(&server, 1).await;
    // The caller runs until its commit is on its way, and is gone before it is done.
    tokio::select! {
        biased;
        _ = server.pay(&contract, 10_000) => panic!("it must have to wait"),
        () = std::future::ready(()) => {}
    }
    let reply = tokio::time::timeout(Duration::from_secs(5), held).await.unwrap().unwrap();
    assert!(opened(&open, 1, &reply).standing.is_some());
}
