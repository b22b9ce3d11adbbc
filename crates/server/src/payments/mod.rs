//! Payments.
use std::sync::Arc;
/// Routes.
pub fn router(_: Arc<crate::App>) -> axum::Router {
    axum::Router::new()
}

/// The scheme of the sandbox rail.
pub const SANDBOX_SCHEME: &str = "sandbox";
