use std::time::Duration;

use ident::DeviceId;
use prometheus_client::metrics::gauge::Gauge;
use store::StoreError;
use tokio::sync::watch;

use super::Stopping;
use super::session::Session;
use crate::App;

/// The standing in force, as far as a device does not have it.
#[derive(Debug)]
pub(super) struct News {
    /// Its sequence; 0 before the first.
    pub(super) seq: u64,
    /// The signed standing, if it is another than the device has.
    pub(super) standing: Option<Vec<u8>>,
}

/// What ends the waiting of a device to which nothing new is told.
pub(super) struct Patience {
    /// At the latest.
    pub(super) wait: Duration,
    /// When its lender's roster changes: nobody is restricted longer by a key that was revoked.
    pub(super) roster: watch::Receiver<u64>,
    /// When the server stops.
    pub(super) stopping: Option<Stopping>,
}

/// The standing in force, now. The store is asked only when memory does not already say that it is `known`. A
/// device that knows a higher one is given ours all the same: it may be its release.
pub(super) async fn other_than(app: &App, device: DeviceId, known: u64) -> Result<News, StoreError> {
    match app.hub.known(device) {
        // 0 is a device that is followed but was not read yet.
        Some(seq) if seq > 0 && seq == known => Ok(News { seq, standing: None }),
        _ => read(app, device, known).await,
    }
}

async fn read(app: &App, device: DeviceId, known: u64) -> Result<News, StoreError> {
    // Followed first, then read: what is committed in between is seen one way or the other.
    let _followed = app.hub.subscribe(device);
    let Some(row) = app.store.current_standing(device).await? else {
        return Ok(News { seq: 0, standing: None });
    };
    app.hub.publish(device, row.seq);
    Ok(News { seq: row.seq, standing: (row.seq != known).then_some(row.bytes) })
}

/// The same, but waits for news as long as there is patience. A device that is ahead of us is told what it does not
/// take at once, and then only after it waited: it would ask again and again.
pub(super) async fn wait_for(
    app: &App,
    session: &Session,
    known: u64,
    patience: Patience,
) -> Result<News, StoreError> {
    let device = session.device;
    let Patience { wait, mut roster, stopping } = patience;
    let mut followed = app.hub.subscribe(device);
    let news = other_than(app, device, known).await?;
    if news.standing.is_some() && (news.seq > known || session.is_first_of(news.seq)) {
        return Ok(news);
    }
    let _counted = Waiting::begin(&app.metrics.devices_waiting);
    tokio::select! {
        _ = tokio::time::timeout(wait, followed.wait_for(|seq| *seq > news.seq)) => {}
        _ = roster.changed() => {}
        () = stop(stopping) => {}
    }
    other_than(app, device, known).await
}

async fn stop(stopping: Option<Stopping>) {
    match stopping {
        // An error means that the server is gone.
        Some(Stopping(mut stopped)) => drop(stopped.wait_for(|stopped| *stopped).await),
        None => std::future::pending().await,
    }
}

/// Counts a waiting device, also when it goes away.
struct Waiting<'a>(&'a Gauge);

impl<'a> Waiting<'a> {
    fn begin(gauge: &'a Gauge) -> Self {
        gauge.inc();
        Self(gauge)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.dec();
    }
}
