//! `/v1/api-keys`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use ident::ApiKeyId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::{Caller, needs};
use super::json::ApiJson;
use super::query::ApiPath;
use super::scope::Scopes;
use super::types::{ApiKeyList, NewApiKey, NewApiKeyView, id};
use super::views;
use crate::{App, Problem};

/// The routes.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list_api_keys, create_api_key)).routes(routes!(revoke_api_key))
}

/// List API keys
#[utoipa::path(
    get, path = "/api-keys", tag = "Settings",
    responses((status = 200, description = "Your keys, without their secrets.", body = ApiKeyList)),
    security(("api_key" = ["keys:write"]))
)]
pub(crate) async fn list_api_keys(
    caller: Caller<needs::KeysWrite>,
    State(app): State<Arc<App>>,
) -> Result<Json<ApiKeyList>, Problem> {
    let rows = app.store.api_keys(caller.lender.id).await?;
    Ok(Json(ApiKeyList { data: rows.iter().map(views::api_key).collect() }))
}

/// Make an API key
///
/// To rotate a key: make a new one, use it everywhere, revoke the old one. A key can't make one that may do more
/// than itself.
#[utoipa::path(
    post, path = "/api-keys", tag = "Settings", request_body = NewApiKey,
    responses((status = 201, description = "The key with its secret, shown this once.", body = NewApiKeyView)),
    security(("api_key" = ["keys:write"]))
)]
pub(crate) async fn create_api_key(
    caller: Caller<needs::KeysWrite>,
    State(app): State<Arc<App>>,
    ApiJson(request): ApiJson<NewApiKey>,
) -> Result<(StatusCode, Json<NewApiKeyView>), Problem> {
    let scopes = Scopes::of(request.scopes.iter().map(String::as_str));
    let scopes = scopes.map_err(|error| Problem::invalid("scopes", error.to_string()))?;
    if !caller.scopes.cover(&scopes) {
        return Err(Problem::forbidden(format!("the key you use may only do {}", caller.scopes)));
    }
    let expires_at = request.expires_at.map(|at| at.0);
    let (row, secret) =
        app.issue_api_key(caller.lender.id, &request.label, &request.scopes, expires_at).await?;
    Ok((StatusCode::CREATED, Json(NewApiKeyView { key: views::api_key(&row), secret })))
}

/// Revoke an API key
///
/// It is worthless at once.
#[utoipa::path(
    delete, path = "/api-keys/{id}", tag = "Settings",
    params(("id" = id::ApiKeyId, Path, description = "The key.")),
    responses((status = 204, description = "Revoked.")),
    security(("api_key" = ["keys:write"]))
)]
pub(crate) async fn revoke_api_key(
    caller: Caller<needs::KeysWrite>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ApiKeyId>,
) -> Result<StatusCode, Problem> {
    let revoked = app.store.revoke_api_key(caller.lender.id, id, app.wall_now()).await?;
    if revoked { Ok(StatusCode::NO_CONTENT) } else { Err(Problem::not_found("API key")) }
}
