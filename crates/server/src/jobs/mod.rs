//! What happens by itself: the close, the test clocks, and keeping house.

mod advance;
mod close;
mod expiry;
mod housekeeping;
mod last_seen;
mod next;
mod release_all;
mod supervise;
mod sweep;
mod test_lenders;
mod waiting;
mod wake;

use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::App;

pub use advance::{AdvanceError, Advanced, advance_test_clock};
pub use close::close_due;
pub use next::{next_due_date, next_event_at};

pub(crate) use advance::CloseState;
pub(crate) use supervise::{pause, supervise};
pub(crate) use waiting::wake_waiting;

/// Starts the workers. They end when `stopped` becomes true.
pub fn start(app: &Arc<App>, stopped: &watch::Receiver<bool>) -> Vec<JoinHandle<()>> {
    vec![
        supervise("close", app, stopped, close::run),
        supervise("test lenders", app, stopped, test_lenders::run),
        supervise("housekeeping", app, stopped, housekeeping::run),
        supervise("payment sweep", app, stopped, sweep::run),
        supervise("release of all phones", app, stopped, release_all::run),
        supervise("last seen", app, stopped, last_seen::run),
    ]
}
