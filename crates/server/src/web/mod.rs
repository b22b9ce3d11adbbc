//! Pages: the landing page, the operators' console, and what all pages share.

mod assets;
mod console;
mod landing;
mod operators;
mod page;
mod password;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::App;

pub use assets::asset;
pub use console::fragment::Fragment;
pub use console::timeline::{Timeline, timeline};
pub use operators::OperatorError;
pub use page::{page, page_framing};

/// Routes.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/", get(landing::get))
        .route("/assets/{name}", get(assets::get))
        .with_state(Arc::clone(&app))
        .merge(console::router(app))
}
