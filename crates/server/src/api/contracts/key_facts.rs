use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use disclosure::Language;
use ident::ContractId;

use super::find;
use crate::api::caller::{Caller, needs};
use crate::api::query::{ApiPath, ApiQuery};
use crate::api::types::{LanguageQuery, id};
use crate::key_facts::{Form, answer, sheet};
use crate::{App, LenderContext, Problem};

/// Get a contract's key facts
///
/// What the borrower must know before accepting and can look up later: what the credit costs, every installment,
/// what happens on late payment, how to pay early and whom to ask. A page to show and to print, or with
/// `Accept: application/pdf` a PDF. The borrower finds the same at `{pay_url}/key-facts`.
#[utoipa::path(
    get, path = "/contracts/{id}/key-facts", tag = "Contracts",
    params(("id" = id::ContractId, Path, description = "The contract."), LanguageQuery),
    responses((status = 200, description = "The sheet, in the borrower's language.", body = String, content_type = "text/html")),
    security(("api_key" = ["contracts:read"]))
)]
pub(crate) async fn get_key_facts(
    caller: Caller<needs::ContractsRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiQuery(query): ApiQuery<LanguageQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    give(&app, &caller.lender, id, &query, Form::accepted(&headers)).await
}

/// Get a contract's key facts as PDF
///
/// The same sheet for paper. Languages that the fonts of a PDF lack are answered with the problem `no-pdf`.
#[utoipa::path(
    get, path = "/contracts/{id}/key-facts.pdf", tag = "Contracts",
    params(("id" = id::ContractId, Path, description = "The contract."), LanguageQuery),
    responses((status = 200, description = "The sheet.", body = Vec<u8>, content_type = "application/pdf")),
    security(("api_key" = ["contracts:read"]))
)]
pub(crate) async fn get_key_facts_pdf(
    caller: Caller<needs::ContractsRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiQuery(query): ApiQuery<LanguageQuery>,
) -> Result<Response, Problem> {
    give(&app, &caller.lender, id, &query, Form::Pdf).await
}

async fn give(
    app: &App,
    lender: &LenderContext,
    id: ContractId,
    query: &LanguageQuery,
    form: Form,
) -> Result<Response, Problem> {
    let contract = find(app, lender, id).await?;
    let language = match &query.language {
        None => Language::of(&contract.borrower.language),
        Some(tag) => Language::find(tag).ok_or_else(|| unknown_language(tag))?,
    };
    Ok(answer(&sheet(&contract, app.pack_of(&contract)?, language), form, &contract.payment_reference))
}

fn unknown_language(tag: &str) -> Problem {
    let known: Vec<&str> = Language::ALL.iter().map(|language| language.tag()).collect();
    let shown: String = tag.chars().take(20).collect();
    Problem::invalid(
        "language",
        format!("the sheet is not written in `{shown}`: use one of {}", known.join(", ")),
    )
}
