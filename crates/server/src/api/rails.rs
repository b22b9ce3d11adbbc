//! `/v1/rails`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ident::LenderId;
use store::rows::RailRow;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::{Caller, needs};
use super::json::ApiJson;
use super::query::ApiPath;
use super::types::{RailList, RailRequest, RailView, ReconciledRequest};
use crate::payments::put_rail;
use crate::{App, Problem, restraint};

/// The routes.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list_rails, write_rail)).routes(routes!(reconcile_rail))
}

/// List rails
///
/// The ways money comes in, and up to when each one's feed is known to be complete.
#[utoipa::path(
    get, path = "/rails", tag = "Settings",
    responses((status = 200, description = "Your rails, by name.", body = RailList)),
    security(("api_key" = ["payments:read"]))
)]
pub(crate) async fn list_rails(
    caller: Caller<needs::PaymentsRead>,
    State(app): State<Arc<App>>,
) -> Result<Json<RailList>, Problem> {
    let rows = app.store.rails(caller.lender.id).await?;
    Ok(Json(RailList { data: rows.iter().map(|row| view(&app, row)).collect() }))
}

/// Add or change a rail
///
/// Its webhooks are accepted at `webhook_url` when one of the secrets signed them.
#[utoipa::path(
    put, path = "/rails", tag = "Settings", request_body = RailRequest,
    responses((status = 200, description = "The rail.", body = RailView)),
    security(("api_key" = ["rails:write"]))
)]
pub(crate) async fn write_rail(
    caller: Caller<needs::RailsWrite>,
    State(app): State<Arc<App>>,
    ApiJson(request): ApiJson<RailRequest>,
) -> Result<Json<RailView>, Problem> {
    let lender = caller.lender.id;
    put_rail(&app, lender, &request.rail, &request.scheme, &request.secrets).await?;
    Ok(Json(view(&app, &find(&app, lender, &request.rail).await?)))
}

/// State that a rail's feed is complete
///
/// You compared the rail's own statement with what was reported here: no payment before this instant is missing.
/// While the last such instant is too long ago, no level rises. An earlier instant than before changes nothing; one in
/// the future is refused. A rail that has ever sent a signed event is believed by this for a week beyond its last; then
/// two operators must say so. Each statement is on record as the event `feed.reconciled`, with the key that made it.
#[utoipa::path(
    post, path = "/rails/{rail}/reconciled", tag = "Settings", request_body = ReconciledRequest,
    params(("rail" = String, Path, description = "The rail's name.", example = "stripe")),
    responses((status = 200, description = "The rail.", body = RailView)),
    security(("api_key" = ["rails:write"]))
)]
pub(crate) async fn reconcile_rail(
    caller: Caller<needs::RailsWrite>,
    State(app): State<Arc<App>>,
    ApiPath(rail): ApiPath<String>,
    ApiJson(request): ApiJson<ReconciledRequest>,
) -> Result<Json<RailView>, Problem> {
    let row = find(&app, caller.lender.id, &rail).await?;
    let now = app.now_for(&caller.lender).await?;
    let up_to = request.up_to.0;
    if up_to > now {
        return Err(Problem::invalid(
            "up_to",
            format!("nobody knows the payments of the future: it is {now}"),
        ));
    }
    app.state_feed(&caller.lender, &row.rail, up_to, caller.key).await?;
    Ok(Json(view(&app, &find(&app, caller.lender.id, &rail).await?)))
}

async fn find(app: &App, lender: LenderId, rail: &str) -> Result<RailRow, Problem> {
    app.store.rail(lender, rail).await?.ok_or_else(|| Problem::not_found("rail"))
}

fn view(app: &App, row: &RailRow) -> RailView {
    RailView {
        rail: row.rail.clone(),
        scheme: row.scheme.clone(),
        webhook_url: format!("{}/webhooks/{}/{}", app.config.public_url, row.lender, row.rail),
        reconciled_to: restraint::known_to(row).map(Into::into),
        stated_to: row.feed_reconciled_to.map(Into::into),
        heard_to: row.feed_heard_to.map(Into::into),
    }
}
