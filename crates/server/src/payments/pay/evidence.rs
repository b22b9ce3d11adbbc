use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use ident::Imei;
use serde::Deserialize;
use servicing::Contract;

use super::{Pages, found, origin, page};
use crate::{Problem, evidence};

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sent {
    imei: String,
}

/// `POST /pay/{reference}/evidence`: what a stranger needs to check each restriction, and the quittance, without this
/// server. For whoever has the phone in hand, or its papers.
pub(super) async fn post(
    State(pages): State<Pages>,
    Path(reference): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
    sent: Result<Form<Sent>, FormRejection>,
) -> Response {
    if !origin::is_own(&headers, &pages.app.config.public_url) {
        return Problem::forbidden("this form is sent from its own page only").into_response();
    }
    let Form(sent) = match sent {
        Ok(sent) => sent,
        Err(rejection) => return Problem::malformed(rejection.body_text()).into_response(),
    };
    let found = match found::find(&pages, &reference, &extensions).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    if !is_of_phone(&sent.imei, &found.contract) {
        let why = "This is not an IMEI of the phone. It has 15 digits; dial *#06# to see it.";
        return page::again(&pages, &found, StatusCode::UNPROCESSABLE_ENTITY, why).await;
    }
    let name = format!("attachment; filename=\"{}.evidence\"", found.contract.payment_reference);
    match pages.app.evidence_file(&found.lender, &found.contract).await {
        Ok(file) => {
            let headers = [
                (CONTENT_TYPE, evidence::MEDIA_TYPE.to_owned()),
                (CONTENT_DISPOSITION, name),
                (CACHE_CONTROL, "private, no-store".to_owned()),
                (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
            ];
            (headers, file.to_bytes()).into_response()
        }
        Err(failure) => Problem::from(failure).into_response(),
    }
}

/// Whether it is one of the phone's numbers, as people type it.
fn is_of_phone(typed: &str, contract: &Contract) -> bool {
    let digits: String = typed.chars().filter(|c| !matches!(c, ' ' | '-' | '/')).take(64).collect();
    digits.parse::<Imei>().is_ok_and(|imei| contract.device.imeis.contains(&imei))
}
