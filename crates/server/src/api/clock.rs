//! `/v1/test-clock`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::{SignedDuration, Timestamp};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::{Caller, needs};
use super::json::ApiJson;
use super::types::{AdvanceRequest, AdvancedView, TestClockView, Until};
use crate::jobs::{AdvanceError, advance_test_clock, next_due_date, next_event_at};
use crate::{App, LenderContext, Problem};

/// Ten years.
const MAX_DAYS: i64 = 3_660;

/// The routes.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(get_test_clock)).routes(routes!(advance_clock))
}

/// Read the test clock
#[utoipa::path(
    get, path = "/test-clock", tag = "Test clock",
    responses((status = 200, description = "What it shows.", body = TestClockView)),
    security(("api_key" = ["clock:write"]))
)]
pub(crate) async fn get_test_clock(
    caller: Caller<needs::ClockWrite>,
    State(app): State<Arc<App>>,
) -> Result<Json<TestClockView>, Problem> {
    test_only(&caller.lender)?;
    Ok(Json(TestClockView { now: app.now_for(&caller.lender).await?.into() }))
}

/// Advance the test clock
///
/// Everything that falls into the time passed happens, each thing at its own instant: due dates, notices,
/// restrictions, renewals. Messages arrive at once. A clock does not go back.
#[utoipa::path(
    post, path = "/test-clock/advance", tag = "Test clock", request_body = AdvanceRequest,
    responses((status = 200, description = "What it shows now.", body = AdvancedView)),
    security(("api_key" = ["clock:write"]))
)]
pub(crate) async fn advance_clock(
    caller: Caller<needs::ClockWrite>,
    State(app): State<Arc<App>>,
    ApiJson(request): ApiJson<AdvanceRequest>,
) -> Result<Json<AdvancedView>, Problem> {
    test_only(&caller.lender)?;
    let to = target(&app, &caller.lender, &request).await?;
    let advanced = advance_test_clock(&app, &caller.lender, to).await?;
    Ok(Json(AdvancedView { now: advanced.now.into(), wakes: advanced.wakes }))
}

fn test_only(lender: &LenderContext) -> Result<(), Problem> {
    if lender.is_test() { Ok(()) } else { Err(AdvanceError::Live.into()) }
}

async fn target(app: &App, lender: &LenderContext, request: &AdvanceRequest) -> Result<Timestamp, Problem> {
    let nothing =
        || Problem::conflict("nothing-to-come", "nothing is to come: no contract waits for anything");
    match (request.to, request.by_days, request.until) {
        (Some(to), None, None) => Ok(to.0),
        (None, Some(days), None) => {
            let wrong = || Problem::invalid("by_days", format!("go on by 1 to {MAX_DAYS} days"));
            let days = Some(days).filter(|days| (1..=MAX_DAYS).contains(days)).ok_or_else(wrong)?;
            let now = app.now_for(lender).await?;
            now.checked_add(SignedDuration::from_hours(days * 24)).map_err(|_| wrong())
        }
        (None, None, Some(Until::NextDueDate)) => next_due_date(app, lender).await?.ok_or_else(nothing),
        (None, None, Some(Until::NextEvent)) => next_event_at(app, lender).await?.ok_or_else(nothing),
        _ => Err(Problem::invalid("body", "name exactly one of `to`, `by_days` and `until`")),
    }
}
