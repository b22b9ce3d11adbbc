use std::sync::PoisonError;

use jiff::Timestamp;

use super::{LogFailure, LogService};
use crate::App;

/// That the log stands still, since when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    since: Timestamp,
    why: String,
}

impl LogService {
    /// Since when the log stands still; `None` when it does not.
    #[must_use]
    pub fn stands_still_since(&self) -> Option<Timestamp> {
        let trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        trouble.as_ref().map(|trouble| trouble.since)
    }

    /// In words, what is wrong with the log; `None` when nothing is.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        let trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        trouble.as_ref().map(|trouble| {
            let Trouble { since, why } = trouble;
            format!(
                "the log stands still since {since}: {why}. Restrictions wait; payments and releases do not."
            )
        })
    }
}

impl App {
    /// Notes how the last look at the log ended, and what waits for it.
    pub(super) async fn note_log(&self, failure: Option<&LogFailure>) {
        let now = self.wall_now();
        self.set_log_trouble(failure, now);
        self.metrics.log_running.set(i64::from(failure.is_none()));
        if let Some(reader) = self.log.reader() {
            self.metrics.log_size.set(i64::try_from(reader.size()).unwrap_or(i64::MAX));
        }
        if let Ok(queue) = self.store.log_queue().await {
            let age = queue.oldest_queued_at.map_or(0, |oldest| oldest.duration_until(now).as_secs());
            self.metrics.log_queue.set(i64::try_from(queue.pending).unwrap_or(i64::MAX));
            self.metrics.log_queue_age_seconds.set(age.max(0));
        }
    }

    fn set_log_trouble(&self, failure: Option<&LogFailure>, now: Timestamp) {
        let mut trouble = self.log.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        match (failure, trouble.as_mut()) {
            (None, None) => {}
            (None, Some(_)) => {
                tracing::info!("the log goes on");
                *trouble = None;
            }
            (Some(failure), known) => {
                self.metrics.log_failures.inc();
                let why = failure.to_string();
                match known {
                    Some(known) => known.why = why,
                    None => {
                        tracing::error!(%failure, "the log stands still: restrictions wait");
                        *trouble = Some(Trouble { since: now, why });
                    }
                }
            }
        }
    }
}
