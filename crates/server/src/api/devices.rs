//! `/v1/devices`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ident::DeviceId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::{Caller, needs};
use super::page::{Listing, PageQuery, listing, peek, wanted};
use super::query::{ApiPath, ApiQuery};
use super::types::{DeviceView, id};
use super::views;
use crate::{App, Problem};

/// The routes.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list_devices)).routes(routes!(get_device))
}

/// List devices
#[utoipa::path(
    get, path = "/devices", tag = "Devices", params(PageQuery),
    responses((status = 200, description = "Devices, oldest first.", body = Listing<DeviceView>)),
    security(("api_key" = ["devices:read"]))
)]
pub(crate) async fn list_devices(
    caller: Caller<needs::DevicesRead>,
    State(app): State<Arc<App>>,
    ApiQuery(query): ApiQuery<PageQuery>,
) -> Result<Json<Listing<DeviceView>>, Problem> {
    let page = wanted::<DeviceId>(query.limit, query.cursor.as_deref())?;
    let rows = app.store.devices(caller.lender.id, peek(page)).await?;
    Ok(Json(listing(rows, page.limit, |row| row.id, |row| Ok(views::device(row)?))?))
}

/// Get a device
#[utoipa::path(
    get, path = "/devices/{id}", tag = "Devices",
    params(("id" = id::DeviceId, Path, description = "The device.")),
    responses((status = 200, description = "The device.", body = DeviceView)),
    security(("api_key" = ["devices:read"]))
)]
pub(crate) async fn get_device(
    caller: Caller<needs::DevicesRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<DeviceId>,
) -> Result<Json<DeviceView>, Problem> {
    let row = app.store.device(id).await?.filter(|row| row.lender == caller.lender.id);
    Ok(Json(views::device(&row.ok_or_else(|| Problem::not_found("device"))?)?))
}
