//! `/v1/events`: the lender's feed.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ident::EventId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::{Caller, needs};
use super::page::{Listing, PageQuery, listing, peek, wanted};
use super::query::ApiQuery;
use super::types::EventView;
use super::views;
use crate::{App, Problem};

/// The routes.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list_events))
}

/// List all events
///
/// Everything that happened to your contracts. To be told instead of asking, add a webhook endpoint.
#[utoipa::path(
    get, path = "/events", tag = "Events", params(PageQuery),
    responses((status = 200, description = "Events, oldest first.", body = Listing<EventView>)),
    security(("api_key" = ["events:read"]))
)]
pub(crate) async fn list_events(
    caller: Caller<needs::EventsRead>,
    State(app): State<Arc<App>>,
    ApiQuery(query): ApiQuery<PageQuery>,
) -> Result<Json<Listing<EventView>>, Problem> {
    let page = wanted::<EventId>(query.limit, query.cursor.as_deref())?;
    let rows = app.store.lender_events(caller.lender.id, peek(page)).await?;
    Ok(Json(listing(rows, page.limit, |row| row.id, |row| Ok(views::event(row)))?))
}
