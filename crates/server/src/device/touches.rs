use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ident::SessionId;
use store::Store;
use store::rows::Touch;

/// At most this many sessions wait to be written. What comes beyond is dropped: a sign of life that was not
/// written down is followed by the next.
const MOST: usize = 100_000;
/// How many are written in one transaction.
const A_WRITE: usize = 1_000;

/// Signs of life, kept back so that many check-ins cost one write.
#[derive(Debug, Default)]
pub(crate) struct Touches {
    waiting: Mutex<HashMap<SessionId, Touch>>,
}

impl Touches {
    fn lock(&self) -> MutexGuard<'_, HashMap<SessionId, Touch>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a check-in.
    pub(super) fn note(&self, touch: Touch) {
        let mut waiting = self.lock();
        if waiting.len() >= MOST && !waiting.contains_key(&touch.session) {
            return;
        }
        let known = waiting.entry(touch.session).or_insert(touch);
        known.counter = known.counter.max(touch.counter);
        known.at = known.at.max(touch.at);
    }

    /// Writes down all that wait. What could not be written waits again.
    pub(crate) async fn flush(&self, store: &dyn Store) {
        let waiting: Vec<Touch> = std::mem::take(&mut *self.lock()).into_values().collect();
        for part in waiting.chunks(A_WRITE) {
            if let Err(error) = store.touch_devices(part.to_vec()).await {
                tracing::warn!(%error, count = part.len(), "signs of life could not be written yet");
                part.iter().for_each(|touch| self.note(*touch));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ident::DeviceId;
    use jiff::Timestamp;
    use store::MemoryStore;
    use store::Store as _;

    use super::*;

    fn touch(session: u8, counter: u64) -> Touch {
        Touch {
            device: DeviceId::from_bytes([session; 16]),
            session: SessionId::from_bytes([session; 16]),
            counter,
            at: Timestamp::UNIX_EPOCH,
        }
    }

    #[tokio::test]
    async fn many_check_ins_are_one_write_and_none_is_lost() {
        let touches = Touches::default();
        for counter in [3, 9, 4] {
            touches.note(touch(1, counter));
        }
        touches.note(touch(2, 1));
        assert_eq!(touches.lock()[&SessionId::from_bytes([1; 16])].counter, 9);
        let store = MemoryStore::new();
        store.close().await.unwrap();
        touches.flush(&store).await;
        assert_eq!(touches.lock().len(), 2, "kept while the store can't take them");
        touches.flush(&MemoryStore::new()).await;
        assert!(touches.lock().is_empty());
    }

    #[test]
    fn is_bounded() {
        let touches = Touches::default();
        for n in 0..u32::try_from(MOST).unwrap() + 10 {
            let mut id = [0; 16];
            id[..4].copy_from_slice(&n.to_be_bytes());
            touches.note(Touch { session: SessionId::from_bytes(id), ..touch(1, 1) });
        }
        assert_eq!(touches.lock().len(), MOST);
    }
}
