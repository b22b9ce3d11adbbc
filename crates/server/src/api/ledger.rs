//! `/v1/trial-balance`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::{Caller, needs};
use super::types::TrialBalanceView;
use super::views;
use crate::{App, Problem};

/// The routes.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(get_trial_balance))
}

/// Get the trial balance
///
/// All your postings summed by account and currency, money in suspense included.
#[utoipa::path(
    get, path = "/trial-balance", tag = "Payments",
    responses((status = 200, description = "The trial balance.", body = TrialBalanceView)),
    security(("api_key" = ["payments:read"]))
)]
pub(crate) async fn get_trial_balance(
    caller: Caller<needs::PaymentsRead>,
    State(app): State<Arc<App>>,
) -> Result<Json<TrialBalanceView>, Problem> {
    let rows = app.store.lender_balances(caller.lender.id).await?;
    Ok(Json(views::trial_balance(&rows)?))
}
