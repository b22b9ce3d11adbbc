use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use ident::ContractId;

use super::find;
use crate::api::caller::{Caller, needs};
use crate::api::query::ApiPath;
use crate::api::types::id;
use crate::{App, Problem, evidence};

/// Get a contract's evidence file
///
/// Everything that a borrower, a buyer or a judge needs to check each restriction and the release without this
/// server: `quittance verify FILE`.
#[utoipa::path(
    get, path = "/contracts/{id}/evidence", tag = "Contracts",
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((
        status = 200, description = "The file, in deterministic CBOR.", body = Vec<u8>,
        content_type = "application/quittance-evidence+cbor"
    )),
    security(("api_key" = ["contracts:read"]))
)]
pub(crate) async fn get_evidence(
    caller: Caller<needs::ContractsRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
) -> Result<impl IntoResponse, Problem> {
    let contract = find(&app, &caller.lender, id).await?;
    let file = app.evidence_file(&caller.lender, &contract).await?;
    Ok(([(header::CONTENT_TYPE, evidence::MEDIA_TYPE)], file.to_bytes()))
}
