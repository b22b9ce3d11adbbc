//! The page on which a borrower sees what is owed and pays. Whoever has the payment reference sees it, so it shows
//! device model, amounts, lender, what was asked for and what was agreed, and not who the borrower is. The evidence
//! file, which names the phone's numbers, is for whoever can read one of them on the phone; so is asking for help,
//! accepting a plan and giving the phone back.

mod choices;
mod done;
mod evidence;
mod found;
mod giving_back;
mod help;
mod holder;
mod key_facts;
mod limit;
mod lookup;
mod origin;
mod page;
mod say;
mod settlement;
mod submit;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use self::limit::Lookups;
use crate::App;

/// What the pages work with.
#[derive(Clone)]
struct Pages {
    app: Arc<App>,
    lookups: Arc<Lookups>,
}

/// `/pay…`.
pub(super) fn router(app: Arc<App>) -> Router {
    let lookups = Arc::new(Lookups::new());
    Router::new()
        .route("/pay", get(lookup::get))
        .route("/pay/{reference}", get(page::get).post(submit::post))
        .route("/pay/{reference}/done", get(done::get))
        .route("/pay/{reference}/evidence", post(evidence::post))
        .route("/pay/{reference}/key-facts", get(key_facts::page))
        .route("/pay/{reference}/key-facts.pdf", get(key_facts::pdf))
        .route("/pay/{reference}/help", get(help::get).post(help::ask))
        .route("/pay/{reference}/help/accept", post(help::accept))
        .route("/pay/{reference}/help/withdraw", post(help::withdraw))
        .route("/pay/{reference}/return", get(giving_back::get).post(giving_back::request))
        .route("/pay/{reference}/return/withdraw", post(giving_back::withdraw))
        .with_state(Pages { app, lookups })
}
