//! `/v1/policies`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use policy::{Pack, PackId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::{Caller, needs};
use super::query::ApiPath;
use super::types::{PolicyList, PolicyView};
use super::views;
use crate::{App, Problem};

/// The routes.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list_policies))
        .routes(routes!(get_policy))
        .routes(routes!(get_policy_version))
}

/// List policy packs
#[utoipa::path(
    get, path = "/policies", tag = "Policies",
    responses((status = 200, description = "All packs and versions.", body = PolicyList)),
    security(("api_key" = ["policies:read"]))
)]
pub(crate) async fn list_policies(
    _: Caller<needs::PoliciesRead>,
    State(app): State<Arc<App>>,
) -> Json<PolicyList> {
    let mut packs: Vec<&Pack> = app.packs.all().collect();
    packs.sort_by_key(|pack| (&pack.id, pack.version));
    Json(PolicyList { data: packs.into_iter().map(views::policy).collect() })
}

/// Get a policy pack
///
/// Its newest version.
#[utoipa::path(
    get, path = "/policies/{id}", tag = "Policies",
    params(("id" = String, Path, description = "The pack's name.", example = "house")),
    responses((status = 200, description = "The pack.", body = PolicyView)),
    security(("api_key" = ["policies:read"]))
)]
pub(crate) async fn get_policy(
    _: Caller<needs::PoliciesRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<String>,
) -> Result<Json<PolicyView>, Problem> {
    let pack = app.packs.newest(&PackId(id)).ok_or_else(|| Problem::not_found("policy pack"))?;
    Ok(Json(views::policy(pack)))
}

/// Get a version of a policy pack
#[utoipa::path(
    get, path = "/policies/{id}/{version}", tag = "Policies",
    params(
        ("id" = String, Path, description = "The pack's name.", example = "house"),
        ("version" = u32, Path, description = "Its version.", example = 1)
    ),
    responses((status = 200, description = "The pack.", body = PolicyView)),
    security(("api_key" = ["policies:read"]))
)]
pub(crate) async fn get_policy_version(
    _: Caller<needs::PoliciesRead>,
    State(app): State<Arc<App>>,
    ApiPath((id, version)): ApiPath<(String, u32)>,
) -> Result<Json<PolicyView>, Problem> {
    let pack = app.packs.all().find(|pack| pack.id.0 == id && pack.version == version);
    Ok(Json(views::policy(pack.ok_or_else(|| Problem::not_found("policy pack"))?)))
}
