use prometheus_client::metrics::counter::Counter;

use crate::Metrics;
use crate::metrics::label;

/// Counters of device messages, looked up once: a routine check-in has no time for it.
#[derive(Debug)]
pub(super) struct Counters {
    /// Sessions opened.
    pub(super) granted: Counter,
    /// Check-ins without receipts and without news.
    pub(super) routine: Counter,
    /// Check-ins answered with a newer standing.
    pub(super) news: Counter,
    /// Check-ins of devices that know a higher standing than was issued. Anything but 0 is an alarm.
    pub(super) ahead: Counter,
    /// Messages refused.
    pub(super) refused: Counter,
    /// Receipts kept.
    pub(super) receipts: Counter,
    /// Receipts that are not this device's word, or contradict an earlier one.
    pub(super) bad_receipts: Counter,
}

impl Counters {
    pub(super) fn new(metrics: &Metrics) -> Self {
        let of = |word| metrics.device_messages.get_or_create(&label(word)).clone();
        Self {
            granted: of("granted"),
            routine: of("routine"),
            news: of("news"),
            ahead: of("ahead"),
            refused: of("refused"),
            receipts: of("receipt"),
            bad_receipts: of("bad receipt"),
        }
    }
}
