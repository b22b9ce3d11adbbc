use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::say::Say;
use super::{Pages, holder, page};
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
    let (found, sent) = match holder::open(&pages, &reference, &extensions, &headers, sent).await {
        Ok(opened) => opened,
        Err(response) => return response,
    };
    if !holder::is_of_phone(&sent.imei, &found.contract) {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let why = Say::english(&found.contract).word("refused-imei");
        return page::again(&pages, &found, status, &why).await;
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
