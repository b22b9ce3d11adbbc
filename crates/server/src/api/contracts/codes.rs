use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use ident::ContractId;
use proof::code::{Instruction, InstructionKind};
use servicing::{Command, Contract, Decision};
use store::Commit;

use crate::api::caller::{Caller, needs};
use crate::api::idempotency::Ticket;
use crate::api::json::ApiJson;
use crate::api::query::ApiPath;
use crate::api::types::words::CodeType;
use crate::api::types::{CodeRequest, CodeView, id};
use crate::{App, LenderContext, Problem};

/// Give a code
///
/// For a borrower who paid and whose phone has no network: nine digits, said on the phone or sent by SMS, typed
/// at the lock screen, that work once and on this phone only. A code can only free, and not longer than until the
/// oldest unpaid installment could restrict. It is shown in this answer and nowhere else; that it was given is an
/// event of the contract.
#[utoipa::path(
    post, path = "/contracts/{id}/codes", tag = "Contracts", request_body = CodeRequest,
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 201, description = "The code, shown this once.", body = CodeView)),
    security(("api_key" = ["codes:write"]))
)]
pub(crate) async fn give_code(
    caller: Caller<needs::CodesWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiJson(request): ApiJson<CodeRequest>,
) -> Result<(StatusCode, Json<CodeView>), Problem> {
    let lender = &caller.lender;
    let instruction = instruction(&request)?;
    let amend = |decision: &Decision, commit: &mut Commit| {
        let answer = || view(&app, lender, &decision.contract, instruction);
        commit.idempotency = ticket.done(&app, StatusCode::CREATED, answer);
    };
    let executed = app.execute(lender, id, Command::IssueCode { instruction }, &amend).await?;
    let view = view(&app, lender, &executed.contract, instruction).ok_or_else(Problem::unavailable)?;
    Ok((StatusCode::CREATED, Json(view)))
}

fn instruction(request: &CodeRequest) -> Result<Instruction, Problem> {
    let kind = InstructionKind::from(request.kind);
    match (kind, request.days) {
        (InstructionKind::AddTime, Some(days)) => Ok(Instruction::AddTime(days)),
        (InstructionKind::SetTime, Some(days)) => Ok(Instruction::SetTime(days)),
        (InstructionKind::Disable, None) => Ok(Instruction::Disable),
        (InstructionKind::CounterSync, None) => Ok(Instruction::CounterSync),
        (_, None) => Err(Problem::invalid("days", "say for how many days the code frees the phone")),
        (_, Some(_)) => Err(Problem::invalid("days", "leave it out: a code of this type carries no days")),
    }
}

fn view(
    app: &App,
    lender: &LenderContext,
    contract: &Contract,
    instruction: Instruction,
) -> Option<CodeView> {
    let given = app.given_code(contract, instruction)?;
    Some(CodeView {
        code: given.token.to_string(),
        spoken: given.token.grouped(),
        kind: CodeType::from(instruction.kind()),
        days: given.days(),
        count: contract.codes.count,
        message: given.message(&lender.name),
    })
}
