use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ident::ContractId;
use loan::restructure::Restructuring;
use money::Currency;
use servicing::help::{AskedBy, Help};
use servicing::{Command, Refusal};

use super::{act, find};
use crate::api::caller::{Caller, needs};
use crate::api::idempotency::Ticket;
use crate::api::json::ApiJson;
use crate::api::query::ApiPath;
use crate::api::types::{
    AcceptBody, ContractView, EndHelpBody, HelpBody, HelpView, OfferBody, PlanChange, PlanQuoteView,
    PlansBody, id,
};
use crate::api::views;
use crate::{App, Problem};

/// Get requests for help
#[utoipa::path(
    get, path = "/contracts/{id}/help", tag = "Help",
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "What was asked and answered.", body = HelpView)),
    security(("api_key" = ["contracts:read"]))
)]
pub(crate) async fn get_help(
    caller: Caller<needs::ContractsRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
) -> Result<Json<HelpView>, Problem> {
    let contract = find(&app, &caller.lender, id).await?;
    let now = app.now_for(&caller.lender).await?;
    Ok(Json(views::help(&contract.help, now)))
}

/// Ask for help
///
/// For a borrower who called. A restriction is lifted, and none is put on, until the request ends.
#[utoipa::path(
    post, path = "/contracts/{id}/help", tag = "Help", request_body = HelpBody,
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "The contract.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn ask_for_help(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiJson(request): ApiJson<HelpBody>,
) -> Result<Json<ContractView>, Problem> {
    if request.note.as_ref().is_some_and(|note| note.chars().count() > Help::LONGEST_NOTE) {
        return Err(Problem::invalid("note", Refusal::HelpNote(Help::LONGEST_NOTE).to_string()));
    }
    let command = Command::AskForHelp { by: AskedBy::Agent, wish: request.wish, note: request.note };
    act(&app, &caller.lender, &ticket, id, command).await
}

/// Quote plans
///
/// Each beside the plan as it stands: installment, end, cost, annual percentage rates. Nothing is offered or changed.
#[utoipa::path(
    post, path = "/contracts/{id}/help/plans", tag = "Help", request_body = PlansBody,
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "The quotes, in the order asked.", body = Vec<PlanQuoteView>)),
    security(("api_key" = ["contracts:read"]))
)]
pub(crate) async fn quote_plans(
    caller: Caller<needs::ContractsRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiJson(request): ApiJson<PlansBody>,
) -> Result<Json<Vec<PlanQuoteView>>, Problem> {
    let contract = find(&app, &caller.lender, id).await?;
    if request.plans.is_empty() || request.plans.len() > Help::MOST_PLANS {
        return Err(Problem::invalid("plans", Refusal::PlanCount(Help::MOST_PLANS).to_string()));
    }
    let today = contract.day(app.now_for(&caller.lender).await?);
    let mut quotes = Vec::new();
    for change in read(&request.plans, contract.currency())? {
        let quote = contract.account.plan_quote(&change, today).map_err(Refusal::from);
        let quote = quote.map_err(|refusal| Problem::conflict("refused", refusal.to_string()))?;
        let view = views::plan_quote(&quote).map_err(Refusal::from);
        quotes.push(view.map_err(|refusal| Problem::conflict("refused", refusal.to_string()))?);
    }
    Ok(Json(quotes))
}

/// Offer plans
///
/// The answer to a request for help. A plan that gives money up waits for a person's approval in the console.
#[utoipa::path(
    post, path = "/contracts/{id}/help/offer", tag = "Help", request_body = OfferBody,
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "The contract.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn offer_plans(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiJson(request): ApiJson<OfferBody>,
) -> Result<Json<ContractView>, Problem> {
    let contract = find(&app, &caller.lender, id).await?;
    let command = Command::OfferPlans {
        changes: read(&request.plans, contract.currency())?,
        valid_through: request.valid_through.0,
        by: None,
        rule: caller.lender.settings.concession_approvals,
    };
    act(&app, &caller.lender, &ticket, id, command).await
}

/// Accept a plan
///
/// For a borrower who said yes. It holds for the figures that were offered: if they changed since, offer anew. With the
/// plan's `digest` it holds for the offer that was read and no other.
#[utoipa::path(
    post, path = "/contracts/{id}/help/accept", tag = "Help", request_body = AcceptBody,
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "The contract under its new plan.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn accept_plan(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiJson(request): ApiJson<AcceptBody>,
) -> Result<Json<ContractView>, Problem> {
    let command = Command::AcceptPlan { plan: request.plan, shown: request.digest, id: app.new_id() };
    act(&app, &caller.lender, &ticket, id, command).await
}

/// End a request for help
///
/// Without a plan: the lender declines or the borrower withdraws.
#[utoipa::path(
    post, path = "/contracts/{id}/help/end", tag = "Help", request_body = EndHelpBody,
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "The contract.", body = ContractView)),
    security(("api_key" = ["contracts:write"]))
)]
pub(crate) async fn end_help(
    caller: Caller<needs::ContractsWrite>,
    ticket: Ticket,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
    ApiJson(request): ApiJson<EndHelpBody>,
) -> Result<Json<ContractView>, Problem> {
    act(&app, &caller.lender, &ticket, id, Command::EndHelp { withdrawn: request.withdrawn }).await
}

fn read(plans: &[PlanChange], currency: Currency) -> Result<Vec<Restructuring>, Problem> {
    plans.iter().enumerate().map(|(at, plan)| plan.read(&format!("plans[{at}]"), currency)).collect()
}
