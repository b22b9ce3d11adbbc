//! Workers.
use std::sync::Arc;
use tokio::sync::watch;
use tokio::task::JoinHandle;
/// Starts the workers.
pub fn start(_: &Arc<crate::App>, _: &watch::Receiver<bool>) -> Vec<JoinHandle<()>> {
    Vec::new()
}
