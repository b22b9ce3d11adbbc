use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use store::StoreError;
use store::rows::OutboxRow;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::{notice, retry, webhook};
use crate::metrics::label;
use crate::persist::TOPIC_WEBHOOK;
use crate::{App, jobs};

/// How many deliveries of a topic are under way at once.
const AT_ONCE: usize = 64;
/// A worker that holds a message longer has died. Longer than any delivery takes.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// The longest a message that is due waits for a look, when no hint comes.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What a try came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tried {
    /// Delivered, or nothing to deliver any more.
    Done,
    /// Not now.
    Failed(String),
    /// The receiver has enough to do: a little later, which is no failure.
    Crowded,
    /// Never.
    Hopeless(String),
}

/// Delivers a topic's messages until the server stops; then finishes what is under way.
pub(super) async fn run(app: Arc<App>, mut stopped: watch::Receiver<bool>, topic: &'static str) {
    let mut under_way = JoinSet::new();
    while !*stopped.borrow() {
        // Before the look, so that a hint given during it is not missed.
        let hint = app.outbox_hint.notified();
        let claimed = claim(&app, topic, AT_ONCE - under_way.len()).await.unwrap_or_else(|error| {
            tracing::error!(%error, topic, "the outbox can't be read");
            Vec::new()
        });
        for row in claimed {
            under_way.spawn(deliver(Arc::clone(&app), row));
        }
        tokio::select! {
            () = hint => {}
            ended = under_way.join_next(), if !under_way.is_empty() => note_death(ended),
            _ = jobs::pause(&mut stopped, LOOK_EVERY) => {}
        }
        while let Some(ended) = under_way.try_join_next() {
            note_death(Some(ended));
        }
    }
    while let Some(ended) = under_way.join_next().await {
        note_death(Some(ended));
    }
}

/// Tries once everything of a topic that is due; how many messages.
pub(super) async fn pass(app: &Arc<App>, topic: &'static str) -> Result<usize, StoreError> {
    let mut count = 0;
    loop {
        let claimed = claim(app, topic, AT_ONCE).await?;
        if claimed.is_empty() {
            return Ok(count);
        }
        count += claimed.len();
        let mut under_way = JoinSet::new();
        for row in claimed {
            under_way.spawn(deliver(Arc::clone(app), row));
        }
        while let Some(ended) = under_way.join_next().await {
            note_death(Some(ended));
        }
    }
}

async fn claim(app: &App, topic: &str, limit: usize) -> Result<Vec<OutboxRow>, StoreError> {
    if limit == 0 {
        return Ok(Vec::new());
    }
    let now = app.wall_now();
    let lease_until = now.checked_add(LEASE).unwrap_or(now);
    app.store.claim_outbox(topic, now, lease_until, u32::try_from(limit).unwrap_or(u32::MAX)).await
}

async fn deliver(app: Arc<App>, row: OutboxRow) {
    let tried = if row.topic == TOPIC_WEBHOOK {
        webhook::deliver(&app, &row).await
    } else {
        notice::deliver(&app, &row).await
    };
    if let Err(error) = settle(&app, &row, tried).await {
        // The lease runs out by itself and the message is tried again.
        tracing::error!(message = %row.id, %error, "a delivery could not be noted");
    }
}

/// Writes down what a try came to. A worker that lost its lease meanwhile changes nothing.
async fn settle(app: &App, row: &OutboxRow, tried: Tried) -> Result<(), StoreError> {
    let now = app.wall_now();
    let result = match tried {
        Tried::Done => {
            app.store.finish_outbox(row.id, row.attempts).await?;
            "delivered"
        }
        Tried::Crowded => {
            let at = soon(app, now);
            app.store.retry_outbox(row.id, row.attempts, at, "the receiver is slow").await?;
            "put back"
        }
        Tried::Hopeless(why) => give_up(app, row, &why).await?,
        Tried::Failed(why) => {
            let [spread] = app.random();
            match retry::next_try(retry::made_at(row.id), now, spread) {
                Some(at) => {
                    app.store.retry_outbox(row.id, row.attempts, at, &why).await?;
                    "failed"
                }
                None => give_up(app, row, &why).await?,
            }
        }
    };
    app.metrics.deliveries.get_or_create(&label(result)).inc();
    Ok(())
}

async fn give_up(app: &App, row: &OutboxRow, why: &str) -> Result<&'static str, StoreError> {
    tracing::warn!(message = %row.id, lender = %row.lender, why, "a message is given up");
    app.store.give_up_outbox(row.id, row.attempts, why).await?;
    Ok("given up")
}

/// One to two seconds from now.
fn soon(app: &App, now: Timestamp) -> Timestamp {
    let [spread] = app.random();
    now.checked_add(SignedDuration::from_millis(1_000 + i64::from(spread) * 4)).unwrap_or(now)
}

fn note_death(ended: Option<Result<(), tokio::task::JoinError>>) {
    if let Some(Err(error)) = ended {
        tracing::error!(%error, "a delivery died");
    }
}
