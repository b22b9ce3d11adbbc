use std::sync::Arc;

use super::sample::{TOPIC, at, create, message};
use crate::Store;
use crate::rows::OutboxRow;

async fn enqueue(store: &dyn Store, messages: Vec<OutboxRow>) {
    let mut commit = create(1, 1);
    commit.outbox = messages;
    store.commit(commit).await.unwrap();
}

async fn claim(store: &dyn Store, now: i64, until: i64) -> Vec<(u8, u32)> {
    let rows = store.claim_outbox(TOPIC, at(now), at(until), 9).await.unwrap();
    rows.iter().map(|row| (row.id.as_bytes()[0], row.attempts)).collect()
}

pub async fn a_lease_hides_until_it_ends(store: Arc<dyn Store>) {
    enqueue(&*store, vec![message(1, 1, at(10))]).await;
    assert_eq!(claim(&*store, 9, 20).await, [], "not due");
    assert_eq!(claim(&*store, 10, 20).await, [(1, 1)]);
    assert_eq!(claim(&*store, 19, 40).await, [], "leased");
    assert_eq!(claim(&*store, 20, 40).await, [(1, 2)], "the lease ran out");
}

pub async fn a_lost_lease_changes_nothing(store: Arc<dyn Store>) {
    enqueue(&*store, vec![message(1, 1, at(0))]).await;
    let id = message(1, 1, at(0)).id;
    assert!(!store.finish_outbox(id, 0).await.unwrap(), "never claimed");
    assert_eq!(claim(&*store, 0, 10).await, [(1, 1)]);
    assert_eq!(claim(&*store, 10, 20).await, [(1, 2)]);
    assert!(!store.finish_outbox(id, 1).await.unwrap());
    assert!(!store.retry_outbox(id, 1, at(0), "late").await.unwrap());
    assert!(!store.give_up_outbox(id, 1, "late").await.unwrap());
    assert_eq!(claim(&*store, 19, 40).await, [], "still leased to the second");
    assert!(store.finish_outbox(id, 2).await.unwrap());
    assert!(!store.finish_outbox(id, 2).await.unwrap());
    assert_eq!(claim(&*store, 99, 100).await, []);
}

pub async fn a_retry_waits_for_its_time(store: Arc<dyn Store>) {
    enqueue(&*store, vec![message(1, 1, at(0))]).await;
    let id = message(1, 1, at(0)).id;
    claim(&*store, 0, 10).await;
    assert!(store.retry_outbox(id, 1, at(30), "timeout").await.unwrap());
    assert!(!store.finish_outbox(id, 1).await.unwrap(), "given back");
    assert_eq!(claim(&*store, 29, 40).await, []);
    let rows = store.claim_outbox(TOPIC, at(30), at(40), 9).await.unwrap();
    let expected =
        OutboxRow { due_at: at(40), attempts: 2, last_error: Some("timeout".into()), ..message(1, 1, at(0)) };
    assert_eq!(rows, [expected]);
}

pub async fn a_given_up_message_is_dead(store: Arc<dyn Store>) {
    enqueue(&*store, vec![message(1, 1, at(0)), message(2, 1, at(7))]).await;
    store.claim_outbox(TOPIC, at(0), at(10), 1).await.unwrap();
    assert!(store.give_up_outbox(message(1, 1, at(0)).id, 1, "gone").await.unwrap());
    assert!(!store.finish_outbox(message(1, 1, at(0)).id, 1).await.unwrap());
    let status = store.outbox_status().await.unwrap();
    assert_eq!(status.len(), 1);
    let status = &status[0];
    assert_eq!((status.topic.as_str(), status.pending, status.dead), (TOPIC, 1, 1));
    assert_eq!(status.oldest_due_at, Some(at(7)));
    assert_eq!(claim(&*store, 99, 100).await, [(2, 1)]);
}

pub async fn topics_do_not_see_each_other(store: Arc<dyn Store>) {
    let mut webhook = message(1, 1, at(0));
    webhook.topic = "webhook".into();
    enqueue(&*store, vec![webhook, message(2, 1, at(0))]).await;
    assert_eq!(claim(&*store, 0, 10).await, [(2, 1)]);
    let topics = store.outbox_status().await.unwrap();
    assert_eq!(
        topics.iter().map(|s| (s.topic.as_str(), s.pending)).collect::<Vec<_>>(),
        [(TOPIC, 1), ("webhook", 1)]
    );
}

pub async fn the_longest_due_comes_first(store: Arc<dyn Store>) {
    let messages = [(1, 5), (2, 3), (3, 5), (4, 1)].map(|(n, due)| message(n, 1, at(due)));
    enqueue(&*store, messages.to_vec()).await;
    let first = store.claim_outbox(TOPIC, at(9), at(20), 3).await.unwrap();
    assert_eq!(first.iter().map(|row| row.id.as_bytes()[0]).collect::<Vec<_>>(), [4, 2, 1]);
    assert_eq!(claim(&*store, 9, 20).await, [(3, 1)]);
}
