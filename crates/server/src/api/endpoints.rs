//! `/v1/webhook-endpoints`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use data_encoding::BASE64;
use ident::{EndpointId, LenderId};
use store::Hidden;
use store::rows::EndpointRow;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::caller::{Caller, needs};
use super::event_kinds::EVENT_KINDS;
use super::json::ApiJson;
use super::query::ApiPath;
use super::types::{EndpointList, NewEndpoint, NewEndpointView, id};
use super::views;
use crate::{App, Problem};

/// Endpoints of a lender that are not removed.
const MAX_ENDPOINTS: usize = 16;
const MAX_URL: usize = 2_000;

/// The routes.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list_endpoints, create_endpoint))
        .routes(routes!(delete_endpoint))
        .routes(routes!(rotate_endpoint_secret))
}

/// List webhook endpoints
#[utoipa::path(
    get, path = "/webhook-endpoints", tag = "Webhooks",
    responses((status = 200, description = "Your endpoints, removed ones too.", body = EndpointList)),
    security(("api_key" = ["webhooks:write"]))
)]
pub(crate) async fn list_endpoints(
    caller: Caller<needs::WebhooksWrite>,
    State(app): State<Arc<App>>,
) -> Result<Json<EndpointList>, Problem> {
    let rows = app.store.endpoints(caller.lender.id).await?;
    Ok(Json(EndpointList { data: rows.iter().map(views::endpoint).collect() }))
}

/// Add a webhook endpoint
///
/// From now on your events are sent there, signed by the Standard Webhooks scheme, at least once and until you
/// answer with a status of 200 to 299.
#[utoipa::path(
    post, path = "/webhook-endpoints", tag = "Webhooks", request_body = NewEndpoint,
    responses((status = 201, description = "The endpoint with its secret, shown this once.", body = NewEndpointView)),
    security(("api_key" = ["webhooks:write"]))
)]
pub(crate) async fn create_endpoint(
    caller: Caller<needs::WebhooksWrite>,
    State(app): State<Arc<App>>,
    ApiJson(request): ApiJson<NewEndpoint>,
) -> Result<(StatusCode, Json<NewEndpointView>), Problem> {
    let lender = caller.lender.id;
    if request.url.len() > MAX_URL || app.http.check_url(&request.url).is_err() {
        return Err(Problem::invalid(
            "url",
            "use a public https address, such as https://shop.example.com/hook",
        ));
    }
    let events = kinds(request.events)?;
    let known = app.store.endpoints(lender).await?;
    if known.iter().filter(|row| row.disabled_at.is_none()).count() >= MAX_ENDPOINTS {
        let detail = format!("there are {MAX_ENDPOINTS} endpoints already: remove one first");
        return Err(Problem::conflict("too-many-endpoints", detail));
    }
    let (id, secret) = (app.new_id::<EndpointId>(), new_secret(&app));
    let row = EndpointRow {
        id,
        lender,
        url: request.url,
        secret: seal(&app, id, &secret)?,
        events,
        created_at: app.wall_now(),
        disabled_at: None,
    };
    keep(&app, row.clone()).await?;
    Ok((StatusCode::CREATED, Json(NewEndpointView { endpoint: views::endpoint(&row), secret })))
}

/// Remove a webhook endpoint
#[utoipa::path(
    delete, path = "/webhook-endpoints/{id}", tag = "Webhooks",
    params(("id" = id::EndpointId, Path, description = "The endpoint.")),
    responses((status = 204, description = "Nothing is sent there any more.")),
    security(("api_key" = ["webhooks:write"]))
)]
pub(crate) async fn delete_endpoint(
    caller: Caller<needs::WebhooksWrite>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<EndpointId>,
) -> Result<StatusCode, Problem> {
    let row = find(&app, caller.lender.id, id).await?;
    let disabled_at = row.disabled_at.or(Some(app.wall_now()));
    keep(&app, EndpointRow { disabled_at, ..row }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Replace an endpoint's secret
///
/// Until you do so again, messages carry two signatures: by the new secret and by the one before.
#[utoipa::path(
    post, path = "/webhook-endpoints/{id}/rotate-secret", tag = "Webhooks",
    params(("id" = id::EndpointId, Path, description = "The endpoint.")),
    responses((status = 200, description = "The endpoint with its new secret, shown this once.", body = NewEndpointView)),
    security(("api_key" = ["webhooks:write"]))
)]
pub(crate) async fn rotate_endpoint_secret(
    caller: Caller<needs::WebhooksWrite>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<EndpointId>,
) -> Result<Json<NewEndpointView>, Problem> {
    let row = find(&app, caller.lender.id, id).await?;
    let known = app.sealer.open(&place(id), &row.secret).map_err(|_| Problem::unavailable())?;
    let known = String::from_utf8(known).map_err(|_| Problem::unavailable())?;
    let secret = new_secret(&app);
    let both = match known.split_ascii_whitespace().next() {
        Some(last) => format!("{secret} {last}"),
        None => secret.clone(),
    };
    let row = EndpointRow { secret: seal(&app, id, &both)?, ..row };
    keep(&app, row.clone()).await?;
    Ok(Json(NewEndpointView { endpoint: views::endpoint(&row), secret }))
}

async fn find(app: &App, lender: LenderId, id: EndpointId) -> Result<EndpointRow, Problem> {
    app.store.endpoint(lender, id).await?.ok_or_else(|| Problem::not_found("webhook endpoint"))
}

async fn keep(app: &App, row: EndpointRow) -> Result<(), Problem> {
    let lender = row.lender;
    app.store.put_endpoint(row).await?;
    app.forget_lender(lender);
    Ok(())
}

/// By the Standard Webhooks scheme: 32 random bytes.
fn new_secret(app: &App) -> String {
    format!("whsec_{}", BASE64.encode(&app.random::<32>()))
}

fn place(id: EndpointId) -> String {
    format!("endpoint:{id}")
}

fn seal(app: &App, id: EndpointId, secrets: &str) -> Result<Hidden<Vec<u8>>, Problem> {
    let sealed = app.with_entropy(|entropy| app.sealer.seal(&place(id), secrets.as_bytes(), entropy));
    sealed.map_err(|_| Problem::unavailable())
}

/// As the store keeps it.
fn kinds(wanted: Option<Vec<String>>) -> Result<String, Problem> {
    let Some(mut wanted) = wanted else { return Ok("*".to_owned()) };
    wanted.sort_unstable();
    wanted.dedup();
    let unknown = wanted.iter().find(|kind| *kind != "*" && !EVENT_KINDS.contains(&kind.as_str()));
    if let Some(unknown) = unknown {
        let shown: String = unknown.chars().take(40).collect();
        let detail =
            format!("`{shown}` is not a type of event: use `*` or some of {}", EVENT_KINDS.join(", "));
        return Err(Problem::invalid("events", detail));
    }
    if wanted.is_empty() {
        return Err(Problem::invalid(
            "events",
            "name at least one type of event, or leave the field out for all",
        ));
    }
    Ok(wanted.join(","))
}
