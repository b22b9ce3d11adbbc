//! The device API.
use std::sync::Arc;
/// Routes.
pub fn router(_: Arc<crate::App>) -> axum::Router {
    axum::Router::new()
}
/// Whether the server is stopping.
#[derive(Debug, Clone)]
pub struct Stopping(pub tokio::sync::watch::Receiver<bool>);
