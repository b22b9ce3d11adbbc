//! The OpenAPI 3.1 document: what the handlers declare, finished with what holds for all of them.

mod example;
mod finish;

use std::sync::LazyLock;

use serde_json::Value;
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;

use super::types::ProblemView;

pub(super) use example::resolve;

const DESCRIPTION: &str = "Finance phones on installments: contracts, payments, devices.

**Keys.** Send `Authorization: Bearer` with an API key. A key has scopes; each operation names the one it needs. \
What belongs to another lender does not exist for you.

**Money and time.** An amount is a decimal text such as `\"17.01\"` with its ISO 4217 currency beside it. A day \
is `YYYY-MM-DD` in the contract's time zone, an instant is in the form of RFC 3339.

**Once.** Send an `Idempotency-Key` with every POST, PUT and DELETE. The same key with the same request gets the \
first answer again, for 24 hours, and nothing happens twice.

**Pages.** Lists take `limit` and `cursor`. Ask again with `next_cursor` until it is absent.

**Limits.** 200 requests at once and 50 a second in the long run for each key; the headers `RateLimit-Limit`, \
`RateLimit-Remaining` and `RateLimit-Reset` say what is left. A body has at most 64 KiB.

**Errors** are problems by RFC 9457; each kind has a page under `/problems`.";

#[derive(OpenApi)]
#[openapi(
    components(schemas(ProblemView)),
    tags(
        (name = "Contracts", description = "From the offer to the quittance."),
        (name = "Payments", description = "Money in and money back."),
        (name = "Books", description = "Trial balance, closings, downloads."),
        (name = "Help", description = "Plans for borrowers who can’t pay."),
        (name = "Credit bureaus", description = "Metro 2 files, and what they need."),
        (name = "Devices", description = "What each phone is told and what it says."),
        (name = "Policies", description = "The rules a restriction is under."),
        (name = "Events", description = "Everything that happened."),
        (name = "Webhooks", description = "Being told instead of asking."),
        (name = "Settings", description = "Rails and keys."),
        (name = "Test clock", description = "A year in a minute, for test lenders.")
    )
)]
struct Base;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let mut base = Base::openapi();
    base.info.title = "Quittance".to_owned();
    base.info.version = "1".to_owned();
    base.info.description = Some(DESCRIPTION.to_owned());
    let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("qk_live_… or qk_test_…");
    if let Some(components) = &mut base.components {
        components.add_security_scheme("api_key", SecurityScheme::Http(scheme.build()));
    }
    let whole = OpenApiRouter::with_openapi(base).nest("/v1", super::routes()).into_openapi();
    let mut document = serde_json::to_value(whole).unwrap_or_default();
    finish::finish(&mut document);
    document
});

/// The document.
pub(super) fn document() -> &'static Value {
    &DOCUMENT
}
