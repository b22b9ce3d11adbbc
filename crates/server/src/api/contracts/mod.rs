//! `/v1/contracts`.

mod codes;
mod create;
mod deliveries;
mod enrollment;
mod evidence;
mod giving_back;
mod help;
mod holds;
mod key_facts;
mod life;
mod list;
mod payoff;
mod records;
mod settlement;
mod transactions;

use std::sync::Arc;

use axum::Json;
use axum::http::StatusCode;
use ident::ContractId;
use servicing::{Command, Contract, Decision};
use store::Commit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::idempotency::Ticket;
use super::types::ContractView;
use super::views;
use crate::{App, LenderContext, Problem};

/// The routes.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(create::create_contract, list::list_contracts))
        .routes(routes!(list::get_contract))
        .routes(routes!(life::accept_contract))
        .routes(routes!(life::cancel_contract))
        .routes(routes!(enrollment::create_enrollment_code))
        .routes(routes!(codes::give_code))
        .routes(routes!(holds::place_hold))
        .routes(routes!(holds::release_hold))
        .routes(routes!(transactions::book_transaction))
        .routes(routes!(transactions::reverse_transaction))
        .routes(routes!(help::get_help, help::ask_for_help))
        .routes(routes!(giving_back::get_return, giving_back::advance_return))
        .routes(routes!(help::quote_plans))
        .routes(routes!(help::offer_plans))
        .routes(routes!(help::accept_plan))
        .routes(routes!(help::end_help))
        .routes(routes!(settlement::quote_settlement))
        .routes(routes!(settlement::offer_settlement))
        .routes(routes!(settlement::withdraw_settlement))
        .routes(routes!(payoff::get_payoff_quote))
        .routes(routes!(payoff::agree_payoff))
        .routes(routes!(deliveries::report_delivery))
        .routes(routes!(records::list_contract_events))
        .routes(routes!(records::list_postings))
        .routes(routes!(records::list_documents))
        .routes(routes!(records::get_document))
        .routes(routes!(records::list_receipts))
        .routes(routes!(evidence::get_evidence))
        .routes(routes!(key_facts::get_key_facts))
        .routes(routes!(key_facts::get_key_facts_pdf))
}

/// A lender's contract.
pub(super) async fn find(app: &App, lender: &LenderContext, id: ContractId) -> Result<Contract, Problem> {
    app.contract_of(lender.id, id).await?.ok_or_else(|| Problem::not_found("contract"))
}

/// Does a command and answers with the contract as it is then. The answer is kept in the same transaction.
async fn act(
    app: &App,
    lender: &LenderContext,
    ticket: &Ticket,
    id: ContractId,
    command: Command,
) -> Result<Json<ContractView>, Problem> {
    let now = app.now_for(lender).await?;
    let amend = |decision: &Decision, commit: &mut Commit| {
        commit.idempotency = ticket.done(app, StatusCode::OK, || {
            Some(views::contract(&decision.contract, app.pack_of(&decision.contract).ok()?, now))
        });
    };
    let executed = app.execute(lender, id, command, &amend).await?;
    Ok(Json(views::contract(&executed.contract, app.pack_of(&executed.contract)?, now)))
}
