use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::sync::Mutex;

use crate::demo::clock::Financed;
use crate::demo::stage::Stage;

/// The demo once everything is prepared.
pub(super) struct Show {
    pub(super) stage: Stage,
    pub(super) acts: Vec<Act>,
    pub(super) password: String,
}

/// One of the phones.
pub(super) struct Act {
    pub(super) number: usize,
    pub(super) title: &'static str,
    pub(super) financed: Financed,
}

/// Where the show waits until it is prepared.
pub(super) struct Wings {
    pub(super) contracts: u32,
    percent: AtomicU32,
    show: OnceLock<Show>,
    /// One click after the other: two at once would run the clock twice.
    pub(super) turn: Mutex<()>,
}

impl Wings {
    pub(super) fn new(contracts: u32) -> Self {
        Self { contracts, percent: AtomicU32::new(0), show: OnceLock::new(), turn: Mutex::new(()) }
    }

    /// So much is prepared.
    pub(super) fn progress(&self, percent: u32) {
        self.percent.store(percent, Ordering::Relaxed);
    }

    pub(super) fn percent(&self) -> u32 {
        self.percent.load(Ordering::Relaxed)
    }

    pub(super) fn open(&self, show: Show) {
        // Opened once, by the one who made it.
        drop(self.show.set(show));
    }

    pub(super) fn show(&self) -> Option<&Show> {
        self.show.get()
    }
}

impl Show {
    /// The act with this number, the first one for any other.
    pub(super) fn act(&self, number: usize) -> Option<&Act> {
        self.acts.iter().find(|act| act.number == number).or(self.acts.first())
    }
}
