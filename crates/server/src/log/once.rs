use ident::LeafId;
use policy::PackDigest;
use proof::Digest;
use proof::log::{Entry, EntryKind, MAX_ENTRY_BYTES};
use store::StoreError;
use store::rows::LeafRow;

use crate::App;

impl App {
    /// Gives the log something public, such as a policy pack or a roster, unless it has it; says whether it
    /// was new.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn log_once(
        &self,
        kind: EntryKind,
        pack: Option<PackDigest>,
        content: Vec<u8>,
    ) -> Result<bool, StoreError> {
        let (id, document) = (id_of(kind, &content), *Digest::of(&content).as_bytes());
        let at = self.wall_now();
        let entry = Entry { pack, content: Some(content.into()), ..Entry::new(kind, at) };
        let leaf = LeafRow {
            id,
            lender: None,
            contract: None,
            kind: kind.as_str().to_owned(),
            document,
            entry: entry.to_bytes(),
            at,
            queued_at: at,
            place: None,
        };
        let is_new = self.store.queue_leaf(leaf).await?;
        if is_new {
            self.log.hint.notify_one();
        }
        Ok(is_new)
    }

    /// Every policy pack, before anything refers to it.
    pub(super) async fn log_packs(&self) -> Result<(), StoreError> {
        for pack in self.packs.all() {
            let queued = self.log_once(EntryKind::Policy, Some(pack.digest()), pack.to_cbor()).await;
            match queued {
                // What concerns one pack must not hold up the others.
                Err(StoreError::Invalid(why)) => {
                    tracing::error!(pack = %pack.id, why, "a policy pack is not logged");
                }
                other => drop(other?),
            }
        }
        Ok(())
    }

    /// Every root and roster that devices may be shown, so that all can see which keys a lender had, and when. What
    /// can't be queued now is tried again with the next look; nothing else waits for it.
    pub(crate) async fn log_papers(&self) {
        let Some(keys) = self.keys.store() else { return };
        for paper in keys.unlogged() {
            if paper.len() > MAX_PAPER {
                tracing::error!(bytes = paper.len(), "a root or roster is too large for the public log");
            } else if let Err(error) = self.log_once(EntryKind::Keys, None, paper.clone()).await {
                tracing::warn!(%error, "a root or roster waits for the public log");
                return;
            }
            keys.logged(&paper);
        }
    }
}

/// What an entry has room for beside its other fields.
const MAX_PAPER: usize = MAX_ENTRY_BYTES - 256;

/// The same for the same content, and below every identifier made of time: what is public goes first.
fn id_of(kind: EntryKind, content: &[u8]) -> LeafId {
    let Digest(hash) = Digest::of(&[kind.as_str().as_bytes(), &[0], content].concat());
    let mut id = [0; 16];
    let (_, rest) = id.split_at_mut(1);
    rest.copy_from_slice(hash.first_chunk::<15>().unwrap_or(&[0; 15]));
    LeafId::from_bytes(id)
}
