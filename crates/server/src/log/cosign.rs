use std::sync::Arc;

use tlog::Reader;

use super::adopt::Turn;
use super::{LogFailure, LogService, Witnesses};

impl LogService {
    /// From now on these witnesses are asked; only the first call counts.
    pub fn watched_by(&self, witnesses: Witnesses) {
        // A second set of witnesses would be a fault of the caller, and the first stays.
        drop(self.witnesses.set(witnesses));
    }

    /// Asks the witnesses about the newest checkpoint: once, and again while too few have cosigned it.
    ///
    /// # Errors
    /// [`LogFailure::Witnesses`]: whatever devices ask for by their rosters, this server's own number holds.
    pub(super) async fn cosign(&self, turn: &mut Turn, reader: &Arc<Reader>) -> Result<(), LogFailure> {
        let Some(witnesses) = self.witnesses.get() else { return Ok(()) };
        let size = reader.size();
        if turn.cosigned == Some(size) {
            return Ok(());
        }
        let (text, signatures) = witnesses.cosign(reader).await.unwrap_or_default();
        let (cosigned, quorum) = (signatures.len(), witnesses.quorum());
        let book = Arc::clone(&self.book);
        tokio::task::spawn_blocking(move || book.add_cosignatures(&text, &signatures)).await??;
        if cosigned < usize::from(quorum) {
            return Err(LogFailure::Witnesses { cosigned, quorum });
        }
        turn.cosigned = Some(size);
        Ok(())
    }
}
