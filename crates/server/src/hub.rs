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

    /// Forgets what is known of a device, so that whoever asks next reads the store.
    pub fn doubt(&self, device: DeviceId) {
        if let Some(sender) = self.shard(device).get(&device) {
            sender.send_replace(0);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_doubt_is_read_again() {
        let (hub, device) = (Hub::default(), DeviceId::from_bytes([7; 16]));
        let mut followed = hub.subscribe(device);
        hub.publish(device, 5);
        assert_eq!(hub.known(device), Some(5));
        hub.doubt(device);
        assert_eq!(hub.known(device), Some(0), "the store is asked for 0");
        hub.publish(device, 5);
        assert_eq!(*followed.borrow_and_update(), 5, "a lower sequence than before is taken again");
        hub.doubt(DeviceId::from_bytes([8; 16]));
        assert_eq!(hub.known(DeviceId::from_bytes([8; 16])), None);
    }
}
