use std::sync::Arc;
use std::time::Duration;

use store::rows::LeafRow;
use tlog::NewLeaf;
use tokio::sync::watch;

use super::adopt::{Turn, adopt, at};
use super::{LogFailure, orders};
use crate::metrics::label;
use crate::{App, jobs};

/// The longest an entry waits for a look, when no hint comes.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// At most this many entries are appended together.
const BATCH: u32 = 4_096;

/// Sequences until the server stops.
pub(super) async fn run(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        // A log that stands still is not asked again for every entry that joins the queue.
        let is_running = sequence(&app).await.is_ok();
        tokio::select! {
            () = app.log.hint.notified(), if is_running => {}
            _ = jobs::pause(&mut stopped, LOOK_EVERY) => {}
        }
    }
}

/// Gives every entry that waits its place in the log and tells the contracts whose orders waited for one; how
/// many were told. A failure is noted for those who run the server.
///
/// # Errors
/// [`LogFailure`]; restrictions wait then, nothing else does.
pub async fn sequence(app: &Arc<App>) -> Result<usize, LogFailure> {
    let mut turn = app.log.turn.lock().await;
    let done = pass(app, &mut turn).await;
    app.note_log(done.as_ref().err()).await;
    done
}

async fn pass(app: &Arc<App>, turn: &mut Turn) -> Result<usize, LogFailure> {
    if !turn.has_packs {
        app.log_packs().await?;
        turn.has_packs = true;
    }
    app.log_papers().await;
    let book = Arc::clone(&app.log.book);
    let reader = tokio::task::spawn_blocking(move || book.ready()).await??;
    adopt(app, turn, &reader).await?;
    loop {
        let pending = app.store.pending_leaves(BATCH).await?;
        if pending.is_empty() {
            break;
        }
        append(app, turn, pending).await?;
    }
    app.log.cosign(turn).await?;
    orders::tell(app).await
}

/// Appends a batch and notes the places. Between the two a crash may come: see [`adopt`].
async fn append(app: &Arc<App>, turn: &mut Turn, rows: Vec<LeafRow>) -> Result<(), LogFailure> {
    let leaf = |row: &LeafRow| NewLeaf { id: *row.id.as_bytes(), entry: row.entry.clone() };
    let leaves: Vec<NewLeaf> = rows.iter().map(leaf).collect();
    let book = Arc::clone(&app.log.book);
    let places = tokio::task::spawn_blocking(move || book.append(&leaves)).await??;
    let end = places.end;
    let placed = rows.iter().zip(places).map(|(row, place)| at(row, place)).collect();
    app.store.mark_sequenced(placed).await?;
    turn.accounted = Some(end);
    for row in &rows {
        app.metrics.log_entries.get_or_create(&label(&row.kind)).inc();
    }
    Ok(())
}
