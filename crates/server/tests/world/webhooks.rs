use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use ident::EndpointId;
use jiff::SignedDuration;
use serde_json::Value;
use server::delivery::deliver_due;
use store::rows::{EndpointRow, OutboxStatus};
use tokio::sync::watch;

use crate::world::{START, World, at};

/// A secret of the Standard Webhooks scheme.
pub(crate) const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// A lender's own server, which answers as it is told, else 200.
#[derive(Clone, Default)]
pub(crate) struct Receiver(Arc<Mutex<Inbox>>);

#[derive(Default)]
struct Inbox {
    answers: VecDeque<StatusCode>,
    received: Vec<(HeaderMap, Bytes)>,
    delay: Duration,
}

impl Receiver {
    /// Starts it; its address.
    pub(crate) async fn start(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/hook", post(receive)).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        format!("http://{address}/hook")
    }

    fn will_answer(&self, answers: &[u16]) {
        let answers = answers.iter().map(|status| StatusCode::from_u16(*status).unwrap());
        self.0.lock().unwrap().answers.extend(answers);
    }

    fn is_slow(&self, delay: Duration) {
        self.0.lock().unwrap().delay = delay;
    }

    pub(crate) fn received(&self) -> Vec<(HeaderMap, Bytes)> {
        self.0.lock().unwrap().received.clone()
    }

    fn ids(&self) -> Vec<String> {
        let received = self.received();
        received.iter().map(|(headers, _)| headers["webhook-id"].to_str().unwrap().to_owned()).collect()
    }
}

async fn receive(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let (answer, delay) = {
        let mut inbox = receiver.0.lock().unwrap();
        inbox.received.push((headers, body));
        (inbox.answers.pop_front().unwrap_or(StatusCode::OK), inbox.delay)
    };
    tokio::time::sleep(delay).await;
    answer
}

/// Registers an endpoint for these events.
pub(crate) async fn endpoint(world: &World, url: &str, events: &str, secrets: &str) -> EndpointId {
    let id: EndpointId = world.app.new_id();
    let place = format!("endpoint:{id}");
    let secret =
        world.app.with_entropy(|entropy| world.app.sealer.seal(&place, secrets.as_bytes(), entropy)).unwrap();
    let row = EndpointRow {
        id,
        lender: world.lender.id,
        url: url.to_owned(),
        secret,
        events: events.to_owned(),
        created_at: at(START),
        disabled_at: None,
    };
    world.app.store.put_endpoint(row).await.unwrap();
    world.app.forget_lender(world.lender.id);
    id
}

/// A lender that hears of one event, `contract.accepted`.
async fn scene() -> (World, Receiver, EndpointId) {
    let (mut world, receiver) = (World::new().await, Receiver::default());
    let url = receiver.start().await;
    let id = endpoint(&world, &url, "contract.accepted", SECRET).await;
    world.reload().await;
    (world, receiver, id)
}

async fn status(world: &World) -> OutboxStatus {
    let waiting = world.app.store.outbox_status().await.unwrap();
    let none = OutboxStatus { topic: "webhook".to_owned(), pending: 0, dead: 0, oldest_due_at: None };
    waiting.into_iter().find(|status| status.topic == "webhook").unwrap_or(none)
}

#[tokio::test]
async fn an_event_is_sent_once_and_signed() {
    let (world, receiver, _) = scene().await;
    let contract = world.contract().await;
    assert_eq!(deliver_due(&world.app).await.unwrap(), 1);
    assert_eq!(deliver_due(&world.app).await.unwrap(), 0);
    let [(headers, body)] = receiver.received().try_into().unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["type"], "contract.accepted");
    assert_eq!(body["timestamp"], "2026-01-05T09:00:00Z");
    assert_eq!(body["contract"], contract.id.to_string());
    assert_eq!(body["data"]["terms"], contract.accepted.unwrap().digest.to_string());
    assert_eq!(headers["webhook-timestamp"], at(START).as_second().to_string());
    assert!(headers["webhook-id"].to_str().unwrap().starts_with("msg_"));
    assert_eq!(status(&world).await.pending, 0);
}

#[tokio::test]
async fn a_failed_delivery_comes_again_later_with_the_same_id() {
    let (world, receiver, _) = scene().await;
    receiver.will_answer(&[500, 302]);
    world.contract().await;
    deliver_due(&world.app).await.unwrap();
    assert_eq!(status(&world).await.pending, 1);
    assert_eq!(deliver_due(&world.app).await.unwrap(), 0, "not at once");
    world.set_wall(at("2026-01-05T09:00:06Z"));
    assert_eq!(deliver_due(&world.app).await.unwrap(), 1);
    world.set_wall(at("2026-01-05T09:01:00Z"));
    assert_eq!(deliver_due(&world.app).await.unwrap(), 1);
    let ids = receiver.ids();
    assert_eq!(ids.len(), 3);
    assert!(ids.iter().all(|id| *id == ids[0]));
    assert_eq!(status(&world).await.pending, 0);
}

#[tokio::test]
async fn a_message_nobody_takes_is_given_up_and_kept() {
    let (world, receiver, _) = scene().await;
    receiver.will_answer(&[503; 40]);
    world.contract().await;
    let mut now = at(START);
    while status(&world).await.dead == 0 {
        deliver_due(&world.app).await.unwrap();
        now += SignedDuration::from_hours(1);
        world.set_wall(now);
        assert!(now < at("2026-01-12T00:00:00Z"), "it must end");
    }
    let tries = receiver.received().len();
    assert!((6..=12).contains(&tries), "{tries}");
    assert_eq!((status(&world).await.pending, status(&world).await.dead), (0, 1));
}

#[tokio::test]
async fn gone_disables_the_endpoint() {
    let (world, receiver, id) = scene().await;
    receiver.will_answer(&[410]);
    world.contract().await;
    deliver_due(&world.app).await.unwrap();
    let endpoint = world.app.store.endpoint(world.lender.id, id).await.unwrap().unwrap();
    assert_eq!(endpoint.disabled_at, Some(at(START)));
    assert_eq!(status(&world).await.dead, 1);
    let lender = world.app.lender(world.lender.id).await.unwrap().unwrap();
    assert!(lender.endpoints.is_empty(), "nothing more is queued for it");
}

#[tokio::test]
async fn a_slow_endpoint_does_not_delay_another() {
    let (mut world, quick, _) = scene().await;
    let slow = Receiver::default();
    slow.is_slow(Duration::from_secs(3600));
    let url = slow.start().await;
    endpoint(&world, &url, "contract.accepted", SECRET).await;
    world.reload().await;
    let (stop, stopped) = watch::channel(false);
    let workers = server::delivery::start(&world.app, &stopped);
    for n in 0..100 {
        world.contract_for(35_000_000_000_200 + n).await;
    }
    let all = async {
        while quick.received().len() < 100 {
            // Messages put back for the slow endpoint come up again and again, and must not be in the way.
            world.set_wall(world.app.wall_now() + SignedDuration::from_millis(100));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(8), all).await.unwrap();
    assert!(slow.received().len() <= 4, "{}", slow.received().len());
    stop.send_replace(true);
    workers.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test]
async fn a_stopping_worker_finishes_what_is_under_way() {
    let (world, receiver, _) = scene().await;
    receiver.is_slow(Duration::from_millis(300));
    let (stop, stopped) = watch::channel(false);
    let workers = server::delivery::start(&world.app, &stopped);
    world.contract().await;
    while receiver.received().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    stop.send_replace(true);
    for worker in workers {
        worker.await.unwrap();
    }
    assert_eq!(
        status(&world).await,
        OutboxStatus { topic: "webhook".to_owned(), pending: 0, dead: 0, oldest_due_at: None }
    );
}

#[tokio::test]
async fn a_worker_that_died_is_replaced() {
    let (world, receiver, _) = scene().await;
    world.contract().await;
    // Somebody claimed the message and was never heard of again.
    let (now, until) = (at(START), at("2026-01-05T09:01:00Z"));
    let lost = world.app.store.claim_outbox("webhook", now, until, 10).await.unwrap();
    assert_eq!(lost.len(), 1);
    assert_eq!(deliver_due(&world.app).await.unwrap(), 0);
    world.set_wall(until);
    assert_eq!(deliver_due(&world.app).await.unwrap(), 1);
    assert_eq!(receiver.received().len(), 1);
    assert!(!world.app.store.finish_outbox(lost[0].id, lost[0].attempts).await.unwrap(), "too late");
}
