//! What the owner of an installation does: lenders, keys, operators, rails. The same command works on a
//! stopped server's folder and, through the owner's socket, on a running one.

mod books;
mod bureau;
mod command;
mod keys;
mod restraint;
mod rollout;
mod run;
mod settings;

use std::sync::Arc;

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use serde_json::Value;

pub use books::BooksAct;
pub use bureau::BureauAct;
pub use command::AdminCommand;
pub use keys::KeysAct;

pub(crate) use restraint::check_reason;

pub use crate::bureau::FurnisherPaper;
use crate::{App, Problem};

/// The socket's one route: `POST /admin` with an [`AdminCommand`].
pub fn router(app: Arc<App>) -> Router {
    Router::new().route("/admin", post(administer)).with_state(app)
}

async fn administer(
    State(app): State<Arc<App>>,
    Json(command): Json<AdminCommand>,
) -> Result<Json<Value>, Problem> {
    app.administer(command).await.map(Json)
}
