use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use ident::ContractId;
use qrcode::QrCode;
use qrcode::render::svg;
use servicing::{Command, Decision};
use store::Commit;

use crate::api::caller::{Caller, needs};
use crate::api::idempotency::Ticket;
use crate::api::query::ApiPath;
use crate::api::types::{EnrollmentCodeView, id};
use crate::contracts::token_expiry;
use crate::{App, Problem};

/// Make an enrollment code
///
/// What the device scans at the shop, once. Only a device with exactly the contract's IMEIs and serial number
/// can use it.
#[utoipa::path(
    post, path = "/contracts/{id}/enrollment-code", tag = "Contracts",
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 201, description = "The code.", body = EnrollmentCodeView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn create_enrollment_code(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
) -> Result<(StatusCode, Json<EnrollmentCodeView>), Problem> {
    let lender = &caller.lender;
    let now = app.now_for(lender).await?;
    let (code, claim) = app.enrollment_code(lender, now);
    let expires_at = token_expiry(&code.token).unwrap_or(now);
    let text = code.to_string();
    let picture = QrCode::new(text.as_bytes()).map_err(|_| Problem::unavailable())?;
    let qr_svg = picture.render::<svg::Color<'_>>().min_dimensions(240, 240).build();
    let view = EnrollmentCodeView { code: text, qr_svg, expires_at: expires_at.into() };
    let amend = |_: &Decision, commit: &mut Commit| {
        commit.claims.push(claim.clone());
        commit.idempotency = ticket.done(&app, StatusCode::CREATED, || Some(&view));
    };
    app.execute(lender, id, Command::InviteDevice, &amend).await?;
    Ok((StatusCode::CREATED, Json(view)))
}
