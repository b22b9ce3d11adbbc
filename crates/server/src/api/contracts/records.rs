use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use data_encoding::{BASE64, HEXLOWER};
use ident::ContractId;
use proof::Digest;
use store::rows::{DocumentRow, ReceiptRow};

use super::find;
use crate::api::caller::{Caller, needs};
use crate::api::page::{Listing, PageQuery, listing, wanted};
use crate::api::query::{ApiPath, ApiQuery};
use crate::api::types::{
    DocumentList, DocumentView, EventView, LogEntryView, PostingList, ReceiptList, ReceiptView, id,
};
use crate::api::views;
use crate::log::Evidence;
use crate::{App, Problem, attestation};

/// List a contract's events
#[utoipa::path(
    get, path = "/contracts/{id}/events", tag = "Contracts",
    params(("id" = id::ContractId, Path, description = "The contract."), PageQuery),
    responses((status = 200, description = "Its timeline, oldest first.", body = Listing<EventView>)),
    security(("api_key" = ["contracts:read"]))
)]
pub(crate) async fn list_contract_events(
    caller: Caller<needs::ContractsRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiQuery(query): ApiQuery<PageQuery>,
) -> Result<Json<Listing<EventView>>, Problem> {
    let page = wanted::<u64>(query.limit, query.cursor.as_deref())?;
    find(&app, &caller.lender, id).await?;
    let rows = app.store.events(id, page.after.unwrap_or(0), page.limit + 1).await?;
    Ok(Json(listing(rows, page.limit, |row| row.seq, |row| Ok(views::event(row)))?))
}

/// List a contract's postings
#[utoipa::path(
    get, path = "/contracts/{id}/postings", tag = "Contracts",
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "Its double-entry postings, by number.", body = PostingList)),
    security(("api_key" = ["contracts:read"]))
)]
pub(crate) async fn list_postings(
    caller: Caller<needs::ContractsRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
) -> Result<Json<PostingList>, Problem> {
    find(&app, &caller.lender, id).await?;
    let rows = app.store.postings(id).await?;
    Ok(Json(PostingList { data: rows.iter().map(views::posting).collect::<Result<_, _>>()? }))
}

/// List a contract's documents
#[utoipa::path(
    get, path = "/contracts/{id}/documents", tag = "Contracts",
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "Its signed documents, oldest first.", body = DocumentList)),
    security(("api_key" = ["contracts:read"]))
)]
pub(crate) async fn list_documents(
    caller: Caller<needs::ContractsRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
) -> Result<Json<DocumentList>, Problem> {
    find(&app, &caller.lender, id).await?;
    let logged = app.log_evidence(id).await?;
    let view = |row: DocumentRow| {
        let digest = HEXLOWER.encode(&row.digest);
        let about_it = logged.iter().filter(|evidence| evidence.row.document == row.digest);
        DocumentView {
            kind: row.kind,
            issued_at: row.at.into(),
            size: row.bytes.len(),
            log: about_it.map(log_entry).collect(),
            href: format!("/v1/contracts/{id}/documents/{digest}"),
            digest,
        }
    };
    Ok(Json(DocumentList { data: app.store.documents(id).await?.into_iter().map(view).collect() }))
}

fn log_entry(evidence: &Evidence) -> LogEntryView {
    LogEntryView {
        kind: evidence.row.kind.clone(),
        index: evidence.row.place,
        salt: HEXLOWER.encode(&evidence.salt.0),
        proof: evidence.proof.clone(),
    }
}

/// Get a document
///
/// The bytes as signed: a COSE_Sign1 that anyone can verify. An `attestation` is the phone maker's certificates,
/// a PEM file.
#[utoipa::path(
    get, path = "/contracts/{id}/documents/{digest}", tag = "Contracts",
    params(
        ("id" = id::ContractId, Path, description = "The contract."),
        ("digest" = id::Digest, Path, description = "The document.")
    ),
    responses((status = 200, description = "The document.", body = Vec<u8>, content_type = "application/cose")),
    security(("api_key" = ["contracts:read"]))
)]
pub(crate) async fn get_document(
    caller: Caller<needs::ContractsRead>,
    State(app): State<Arc<App>>,
    ApiPath((id, digest)): ApiPath<(ContractId, Digest)>,
) -> Result<impl IntoResponse, Problem> {
    find(&app, &caller.lender, id).await?;
    let mut documents = app.store.documents(id).await?.into_iter();
    let document = documents.find(|row| row.digest == *digest.as_bytes());
    let document = document.ok_or_else(|| Problem::not_found("document"))?;
    Ok(([(header::CONTENT_TYPE, attestation::media_type(&document.kind))], document.bytes))
}

/// List a contract's receipts
#[utoipa::path(
    get, path = "/contracts/{id}/receipts", tag = "Contracts",
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "What its device has signed.", body = ReceiptList)),
    security(("api_key" = ["contracts:read"]))
)]
pub(crate) async fn list_receipts(
    caller: Caller<needs::ContractsRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
) -> Result<Json<ReceiptList>, Problem> {
    find(&app, &caller.lender, id).await?;
    let view = |row: ReceiptRow| ReceiptView {
        device: row.device,
        counter: row.counter,
        kind: row.kind,
        received_at: row.at.into(),
        cose: BASE64.encode(&row.bytes),
    };
    Ok(Json(ReceiptList { data: app.store.receipts(id).await?.into_iter().map(view).collect() }))
}
