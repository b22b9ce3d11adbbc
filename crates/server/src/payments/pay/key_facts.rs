use axum::extract::{Path, Query, Request, State};
use axum::http::Extensions;
use axum::response::{IntoResponse, Response};
use disclosure::Language;
use serde::Deserialize;

use super::{Pages, found};
use crate::Problem;
use crate::key_facts::{Form, answer, sheet};

/// In which language; the borrower's when absent or unknown.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    language: Option<String>,
}

/// `GET /pay/{reference}/key-facts`.
pub(super) async fn page(
    State(pages): State<Pages>,
    Path(reference): Path<String>,
    Query(wanted): Query<Wanted>,
    request: Request,
) -> Response {
    let form = Form::accepted(request.headers());
    give(&pages, &reference, &wanted, request.extensions(), form).await
}

/// `GET /pay/{reference}/key-facts.pdf`.
pub(super) async fn pdf(
    State(pages): State<Pages>,
    Path(reference): Path<String>,
    Query(wanted): Query<Wanted>,
    request: Request,
) -> Response {
    give(&pages, &reference, &wanted, request.extensions(), Form::Pdf).await
}

async fn give(
    pages: &Pages,
    reference: &str,
    wanted: &Wanted,
    extensions: &Extensions,
    form: Form,
) -> Response {
    let found = match found::find_offered(pages, reference, extensions).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let contract = &found.contract;
    let wanted = wanted.language.as_deref().and_then(Language::find);
    let language = wanted.unwrap_or_else(|| Language::of(&contract.borrower.language));
    match pages.app.pack_of(contract) {
        Ok(pack) => answer(&sheet(contract, pack, language), form, &contract.payment_reference),
        Err(error) => Problem::from(error).into_response(),
    }
}
