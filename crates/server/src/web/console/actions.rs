use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use proof::code::{Instruction, InstructionKind};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use serde::Deserialize;
use servicing::{Command, Contract, HoldKind, Refusal};

use super::contract::{self, Banner, Code, EnrollmentCode, OfflineCode};
use super::denied::Denied;
use super::signed_in::SignedIn;
use super::{Console, words};
use crate::contracts::token_expiry;
use crate::{ExecuteError, LenderContext};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plain {
    pub(super) csrf: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceHold {
    csrf: String,
    kind: HoldKind,
}

/// `POST /console/contracts/{id}/holds`. An announced payment's hold ends by the pack's hours; the others are
/// open until released.
pub(super) async fn place_hold(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<PlaceHold>,
) -> Result<Response, Denied> {
    let command = Command::PlaceHold { kind: form.kind, until: None };
    act(&console, me, &id, &form.csrf, command, "hold-placed").await
}

/// `POST /console/contracts/{id}/holds/{kind}/release`.
pub(super) async fn release_hold(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path((id, kind)): Path<(String, HoldKind)>,
    Form(form): Form<Plain>,
) -> Result<Response, Denied> {
    act(&console, me, &id, &form.csrf, Command::ReleaseHold { kind }, "hold-released").await
}

/// `POST /console/contracts/{id}/cancel`.
pub(super) async fn cancel(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<Plain>,
) -> Result<Response, Denied> {
    act(&console, me, &id, &form.csrf, Command::Cancel, "canceled").await
}

/// `POST /console/contracts/{id}/enrollment-code`: answers with the page itself, because the code is shown once.
pub(super) async fn enrollment_code(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<Plain>,
) -> Result<Response, Denied> {
    me.check_form(&form.csrf)?;
    let (lender, contract) = me.contract(&console, &id).await?;
    let now = console.app.now_for(&lender).await?;
    let (code, claim) = console.app.enrollment_code(&lender, now);
    let amend = |_: &servicing::Decision, commit: &mut store::Commit| commit.claims.push(claim.clone());
    let done = console.app.execute(&lender, contract.id, Command::InviteDevice, &amend).await;
    note(&me, &contract, "invite_device", done.is_ok());
    match done {
        Ok(done) => {
            let expires = token_expiry(&code.token).map(|at| words::moment(&contract.local(at)));
            let text = code.to_string();
            let code = Code::Enrollment(EnrollmentCode {
                svg: qr(&text).unwrap_or_default(),
                text,
                expires: expires.unwrap_or_default(),
            });
            contract::show(&console, me, &lender, &done.contract, StatusCode::OK, None, Some(code)).await
        }
        Err(error) => refused(&console, me, &lender, &contract, error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GiveCode {
    csrf: String,
    kind: InstructionKind,
    #[serde(default)]
    days: u16,
}

/// `POST /console/contracts/{id}/codes`: answers with the page itself, because the code is shown once.
pub(super) async fn give_code(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<GiveCode>,
) -> Result<Response, Denied> {
    me.check_form(&form.csrf)?;
    let (lender, contract) = me.contract(&console, &id).await?;
    let instruction = match form.kind {
        InstructionKind::AddTime => Instruction::AddTime(u32::from(form.days)),
        InstructionKind::SetTime => Instruction::SetTime(u32::from(form.days)),
        InstructionKind::Disable => Instruction::Disable,
        InstructionKind::CounterSync => Instruction::CounterSync,
    };
    let command = Command::IssueCode { instruction };
    let done = console.app.execute(&lender, contract.id, command, &|_, _| ()).await;
    note(&me, &contract, "give_code", done.is_ok());
    match done {
        Ok(done) => {
            let given = console.app.given_code(&done.contract, instruction);
            let offline = given.map(|given| OfflineCode {
                spoken: given.token.grouped(),
                message: given.message(&lender.name),
            });
            let shown = offline.map(Code::Offline);
            contract::show(&console, me, &lender, &done.contract, StatusCode::OK, None, shown).await
        }
        Err(error) => refused(&console, me, &lender, &contract, error).await,
    }
}

/// One command on behalf of the operator, then back to the page.
pub(super) async fn act(
    console: &Console,
    me: SignedIn,
    id: &str,
    csrf: &str,
    command: Command,
    done: &str,
) -> Result<Response, Denied> {
    me.check_form(csrf)?;
    let (lender, contract) = me.contract(console, id).await?;
    match perform(console, &me, &lender, &contract, command, done).await? {
        None => Ok(Redirect::to(&format!("/console/contracts/{}?done={done}", contract.id)).into_response()),
        Some(refusal) => refused(console, me, &lender, &contract, refusal.into()).await,
    }
}

/// One command on behalf of the operator, and why it was refused, if it was.
pub(super) async fn perform(
    console: &Console,
    me: &SignedIn,
    lender: &LenderContext,
    contract: &Contract,
    command: Command,
    action: &str,
) -> Result<Option<Refusal>, Denied> {
    let executed = console.app.execute(lender, contract.id, command, &|_, _| ()).await;
    note(me, contract, action, executed.is_ok());
    match executed {
        Ok(_) => Ok(None),
        Err(ExecuteError::Refused(refusal)) => Ok(Some(refusal)),
        Err(error) => Err(error.into()),
    }
}

/// Who did what.
fn note(me: &SignedIn, contract: &Contract, action: &str, done: bool) {
    tracing::info!(operator = %me.operator.id, contract = %contract.id, action, done, "an operator acted");
}

/// The page again, with the reason why nothing was done.
async fn refused(
    console: &Console,
    me: SignedIn,
    lender: &LenderContext,
    contract: &Contract,
    error: ExecuteError,
) -> Result<Response, Denied> {
    let ExecuteError::Refused(refusal) = error else { return Err(error.into()) };
    let banner = Banner::refused(&refusal);
    contract::show(console, me, lender, contract, StatusCode::CONFLICT, Some(banner), None).await
}

/// Dark on light whatever the color scheme, with the quiet zone that scanners need. Colors are attributes, which
/// the content policy allows, not styles.
fn qr(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let svg = code
        .render::<svg::Color<'_>>()
        .min_dimensions(240, 240)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    // Without the XML declaration it can stand in HTML.
    svg.find("<svg").and_then(|at| svg.get(at..)).map(str::to_owned)
}
