use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;

use super::Console;
use super::denied::Denied;
use super::signed_in::SignedIn;
use crate::{attestation, evidence};

/// `GET /console/contracts/{id}/documents/{digest}`: the signed bytes, as `quittance verify` reads them.
pub(super) async fn get(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path((id, digest)): Path<(String, String)>,
) -> Result<Response, Denied> {
    let (_, contract) = me.contract(&console, &id).await?;
    let documents = console.app.store.documents(contract.id).await?;
    let document = documents.into_iter().find(|row| HEXLOWER.encode(&row.digest) == digest);
    let document = document.ok_or(Denied::NotFound)?;
    let short: String = digest.chars().take(12).collect();
    let media_type = attestation::media_type(&document.kind);
    let (media_type, ending) = match media_type {
        "application/cose" => ("application/cose; cose-type=\"cose-sign1\"", "cose"),
        other => (other, "pem"),
    };
    let name = format!("attachment; filename=\"{}-{short}.{ending}\"", document.kind);
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, "private, no-store".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, document.bytes).into_response())
}

/// `GET /console/contracts/{id}/documents/{digest}/proof`: that the public log has it, to be checked without
/// the log.
pub(super) async fn proof(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path((id, digest)): Path<(String, String)>,
) -> Result<Response, Denied> {
    let (_, contract) = me.contract(&console, &id).await?;
    let logged = console.app.proved_log_evidence(contract.id).await?;
    let about_it = logged.into_iter().filter(|evidence| HEXLOWER.encode(&evidence.row.document) == digest);
    let proof = about_it.filter_map(|evidence| evidence.proof).next_back().ok_or(Denied::NotFound)?;
    let short: String = digest.chars().take(12).collect();
    let headers = [
        (CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{short}.tlog-proof\"")),
        (CACHE_CONTROL, "private, no-store".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, proof).into_response())
}

/// `GET /console/contracts/{id}/evidence`: all of it in one file.
pub(super) async fn evidence(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Denied> {
    let (lender, contract) = me.contract(&console, &id).await?;
    let file = console.app.evidence_file(&lender, &contract).await?;
    let headers = [
        (CONTENT_TYPE, evidence::MEDIA_TYPE.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{id}.evidence\"")),
        (CACHE_CONTROL, "private, no-store".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, file.to_bytes()).into_response())
}
