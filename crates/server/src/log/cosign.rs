use std::sync::Arc;

use super::adopt::Turn;
use super::{LogFailure, LogService, Witnesses};

impl LogService {
    /// From now on these witnesses are asked; only the first call counts.
    pub fn watched_by(&self, witnesses: Witnesses) {
        // A second set of witnesses would be a fault of the caller, and the first stays.
        drop(self.witnesses.set(witnesses));
    }

    /// Asks the witnesses about the newest checkpoint: once, and again while too few have cosigned it.
    pub(super) async fn cosign(&self, turn: &mut Turn) -> Result<(), LogFailure> {
        let Some(witnesses) = self.witnesses.get() else { return Ok(()) };
        let reader = self.reader();
        let size = reader.size();
        if turn.cosigned == Some(size) {
            return Ok(());
        }
        let (text, signatures) = witnesses.cosign(&reader).await.unwrap_or_default();
        if signatures.len() >= usize::from(witnesses.quorum()) {
            turn.cosigned = Some(size);
        }
        let book = Arc::clone(&self.book);
        tokio::task::spawn_blocking(move || book.add_cosignatures(&text, &signatures)).await??;
        Ok(())
    }
}
