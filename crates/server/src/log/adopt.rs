use std::sync::Arc;

use ident::LeafId;
use store::rows::{LeafPlaced, LeafRow};
use tlog::Reader;

use super::LogFailure;
use super::orders::Cursor;
use crate::App;

/// How many entries are looked at together.
const CHUNK: usize = 4_096;

/// What one who sequences knows.
#[derive(Debug, Default)]
pub(super) struct Turn {
    /// Up to here the database knows whose each entry of the log is.
    pub(super) accounted: Option<u64>,
    /// The size of the checkpoint that enough witnesses cosigned.
    pub(super) cosigned: Option<u64>,
    /// How far those who wait for a place were told of it.
    pub(super) cursor: Cursor,
    /// Whether the policy packs are known to be queued.
    pub(super) has_packs: bool,
}

/// A crash, or a failure after the journal was written, leaves entries in the log of which the database does
/// not know. They get their places now, so that none is appended twice.
pub(super) async fn adopt(app: &App, turn: &mut Turn, reader: &Arc<Reader>) -> Result<(), LogFailure> {
    let mut next = match turn.accounted {
        Some(next) => next,
        None => app.store.log_queue().await?.next_place,
    };
    let size = reader.size();
    if size < next {
        return Err(LogFailure::Shorter { log: size, store: next });
    }
    while next < size {
        let log = Arc::clone(reader);
        let ids = tokio::task::spawn_blocking(move || log.ids(next, CHUNK)).await??;
        let mut placed = Vec::new();
        for id in ids {
            match app.store.leaf(LeafId::from_bytes(id)).await? {
                Some(row) => placed.push(at(&row, next)),
                None => tracing::warn!(entry = next, "the log has an entry that the database does not know"),
            }
            next += 1;
        }
        app.store.mark_sequenced(placed).await?;
    }
    turn.accounted = Some(next);
    Ok(())
}

/// That an entry has this place. A restriction's contract waits to hear of it.
pub(super) fn at(row: &LeafRow, place: u64) -> LeafPlaced {
    LeafPlaced { id: row.id, place, done: row.kind != LeafRow::RESTRICTION }
}
