use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ident::DeviceId;
use tokio::sync::watch;

/// The sequence of the newest standing of each device that somebody waits for or asked about.
///
/// Within one process this is exact, because every commit passes through it; it holds numbers only and reads
/// the standing itself from the store.
#[derive(Debug, Default)]
pub struct Hub {
    shards: [Mutex<HashMap<DeviceId, watch::Sender<u64>>>; SHARDS],
}

const SHARDS: usize = 16;
/// Devices nobody waits for are forgotten beyond this many in a shard.
const MAX_IDLE: usize = 65_536;

impl Hub {
    /// Tells whoever waits for the device that a standing was committed.
    pub fn publish(&self, device: DeviceId, seq: u64) {
        if let Some(sender) = self.shard(device).get(&device) {
            sender.send_if_modified(|known| {
                let newer = seq > *known;
                *known = seq.max(*known);
                newer
            });
        }
    }

    /// The newest sequence, if known.
    #[must_use]
    pub fn known(&self, device: DeviceId) -> Option<u64> {
        self.shard(device).get(&device).map(|sender| *sender.borrow())
    }

    /// Follows the device's newest sequence. Subscribe first, then read the store: what is committed in
    /// between is then seen one way or the other.
    #[must_use]
    pub fn subscribe(&self, device: DeviceId) -> watch::Receiver<u64> {
        let mut shard = self.shard(device);
        if shard.len() >= MAX_IDLE {
            shard.retain(|_, sender| sender.receiver_count() > 0);
        }
        shard.entry(device).or_insert_with(|| watch::Sender::new(0)).subscribe()
    }

    fn shard(&self, device: DeviceId) -> MutexGuard<'_, HashMap<DeviceId, watch::Sender<u64>>> {
        let index = usize::from(device.as_bytes()[15]) % SHARDS;
        self.shards[index].lock().unwrap_or_else(PoisonError::into_inner)
    }
}
