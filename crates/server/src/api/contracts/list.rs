use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use ident::ContractId;
use store::rows::ContractFilter;

use super::find;
use crate::api::caller::{Caller, needs};
use crate::api::page::{Listing, listing, peek, wanted};
use crate::api::query::{ApiPath, ApiQuery};
use crate::api::types::{ContractQuery, ContractSummary, ContractView, id};
use crate::api::views;
use crate::{App, Problem, persist};

/// List contracts
#[utoipa::path(
    get, path = "/contracts", tag = "Contracts", params(ContractQuery),
    responses((status = 200, description = "Contracts, oldest first.", body = Listing<ContractSummary>)),
    security(("api_key" = ["contracts:read"]))
)]
pub(crate) async fn list_contracts(
    caller: Caller<needs::ContractsRead>,
    State(app): State<Arc<App>>,
    ApiQuery(query): ApiQuery<ContractQuery>,
) -> Result<Json<Listing<ContractSummary>>, Problem> {
    let page = wanted::<ContractId>(query.limit, query.cursor.as_deref())?;
    let filter = ContractFilter {
        status: query.status.map(|status| status.as_str().to_owned()),
        external_reference: query.external_reference,
        imei: query.imei.map(|imei| imei.to_string()),
    };
    let now = app.now_for(&caller.lender).await?;
    let rows = app.store.contracts(caller.lender.id, filter, peek(page)).await?;
    let view = |row: &store::rows::ContractRow| Ok(views::summary(&persist::read_contract(row)?, now));
    Ok(Json(listing(rows, page.limit, |row| row.id, view)?))
}

/// Get a contract
///
/// Everything about it: terms, installments, balances, delinquency with its notices, holds, what the device is
/// told and what it says it did.
#[utoipa::path(
    get, path = "/contracts/{id}", tag = "Contracts",
    params(("id" = id::ContractId, Path, description = "The contract.")),
    responses((status = 200, description = "The contract.", body = ContractView)),
    security(("api_key" = ["contracts:read"]))
)]
pub(crate) async fn get_contract(
    caller: Caller<needs::ContractsRead>,
    State(app): State<Arc<App>>,
    ApiPath(id): ApiPath<ContractId>,
) -> Result<Json<ContractView>, Problem> {
    let contract = find(&app, &caller.lender, id).await?;
    let now = app.now_for(&caller.lender).await?;
    Ok(Json(views::contract(&contract, app.pack_of(&contract)?, now)))
}
