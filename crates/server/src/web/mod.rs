//! Pages.
use std::sync::Arc;
/// Routes.
pub fn router(_: Arc<crate::App>) -> axum::Router {
    axum::Router::new()
}
