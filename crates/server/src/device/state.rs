use super::counters::Counters;
use super::peers::Peers;
use super::sessions::Sessions;
use super::touches::Touches;
use crate::Metrics;

/// What the device API keeps in memory. All of it can be lost: it is read again or written within a second.
#[derive(Debug)]
pub(crate) struct DeviceState {
    pub(super) sessions: Sessions,
    pub(crate) touches: Touches,
    pub(super) peers: Peers,
    pub(super) counters: Counters,
}

impl DeviceState {
    pub(crate) fn new(metrics: &Metrics) -> Self {
        Self {
            sessions: Sessions::default(),
            touches: Touches::default(),
            peers: Peers::new(),
            counters: Counters::new(metrics),
        }
    }

    /// Forgets the peers that have been quiet.
    pub(crate) fn forget_peers(&self) {
        self.peers.forget();
    }
}
