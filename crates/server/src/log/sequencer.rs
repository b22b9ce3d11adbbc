use std::sync::Arc;
use std::time::Duration;

use store::rows::LeafRow;
use tlog::{MAX_BATCH_BYTES, NewLeaf};
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
    if matches!(done, Err(LogFailure::Shorter { .. })) {
        let book = Arc::clone(&app.log.book);
        tokio::task::spawn_blocking(move || book.close()).await?;
    }
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
        for batch in batches(pending) {
            append(app, turn, batch).await?;
        }
    }
    app.log.cosign(turn, &reader).await?;
    orders::tell(app, &reader, &mut turn.cursor).await
}

/// As many entries together as the log takes bytes at once.
fn batches(rows: Vec<LeafRow>) -> Vec<Vec<LeafRow>> {
    let (mut batches, mut batch, mut bytes) = (Vec::new(), Vec::new(), 0);
    for row in rows {
        if bytes + row.entry.len() > MAX_BATCH_BYTES {
            batches.push(std::mem::take(&mut batch));
            bytes = 0;
        }
        bytes += row.entry.len();
        batch.push(row);
    }
    batches.push(batch);
    batches
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

#[cfg(test)]
mod tests {
    use ident::LeafId;
    use jiff::Timestamp;

    use super::*;

    fn row(n: u8, bytes: usize) -> LeafRow {
        LeafRow {
            id: LeafId::from_bytes([n; 16]),
            lender: None,
            contract: None,
            kind: "keys".to_owned(),
            document: [0; 32],
            entry: vec![0; bytes],
            at: Timestamp::UNIX_EPOCH,
            queued_at: Timestamp::UNIX_EPOCH,
            place: None,
        }
    }

    #[test]
    fn many_long_entries_are_appended_in_turn() {
        let longest = LeafRow::MAX_ENTRY_BYTES;
        let fit = MAX_BATCH_BYTES / longest;
        let rows: Vec<_> = (0..=u8::MAX).cycle().take(fit + 2).map(|n| row(n, longest)).collect();
        let batches = batches(rows.clone());
        assert_eq!(batches.iter().map(Vec::len).collect::<Vec<_>>(), [fit, 2]);
        assert_eq!(batches.concat(), rows);
        let short: Vec<_> = (0..9).map(|n| row(n, 10)).collect();
        assert_eq!(super::batches(short.clone()), [short]);
    }
}
