use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ident::PaymentId;
use policy::Level;
use serde::Deserialize;
use servicing::{Contract, ContractStatus};
use store::StoreError;

use super::found::{self, Found};
use super::{Pages, choices, words};
use crate::payments::matching;
use crate::{Problem, web};

/// The page looks by itself this often, then on a click only.
const CHECKS: u8 = 30;

/// What a payment did.
#[derive(Template)]
#[template(path = "pay/done.html")]
struct Done<'a> {
    lender: &'a str,
    model: &'a str,
    reference: &'a str,
    paid: Option<String>,
    left: Option<String>,
    overdue: Option<String>,
    device: Device,
    /// Where the page goes by itself while something is under way.
    again: Option<String>,
    here: String,
}

/// What the phone does, as far as it told.
#[derive(Debug, PartialEq, Eq)]
enum Device {
    /// Not restricted.
    Free,
    /// Not restricted, for good.
    Released,
    /// It is told to be free and has not said that it is.
    Freeing,
    /// Still restricted; what frees it.
    Restricted(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    payment: Option<PaymentId>,
    #[serde(default)]
    checks: u8,
}

/// `GET /pay/{reference}/done`.
pub(super) async fn get(
    State(pages): State<Pages>,
    Path(reference): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    request: Request,
) -> Response {
    let Ok(Query(asked)) = asked else { return Problem::not_found("payment").into_response() };
    let found = match found::find(&pages, &reference, request.extensions()).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    match paid(&pages, &found, asked.payment).await {
        Err(error) => Problem::from(error).into_response(),
        Ok(None) if asked.payment.is_some() => Problem::not_found("payment").into_response(),
        Ok(paid) => web::page(StatusCode::OK, &page(&found, &asked, paid)),
    }
}

/// The amount of a payment of this contract.
async fn paid(
    pages: &Pages,
    found: &Found,
    payment: Option<PaymentId>,
) -> Result<Option<String>, StoreError> {
    let Some(payment) = payment else { return Ok(None) };
    let row = pages.app.store.payment_by_id(found.lender.id, payment).await?;
    let row = row.filter(|row| row.contract == Some(found.contract.id));
    row.map(|row| Ok(words::money(matching::money(&row)?))).transpose()
}

fn page<'a>(found: &'a Found, asked: &Asked, paid: Option<String>) -> Done<'a> {
    let Found { contract, today, .. } = found;
    let reference = &contract.payment_reference;
    let query = asked.payment.map_or_else(String::new, |payment| format!("payment={payment}&"));
    let to = |checks: u8| format!("/pay/{reference}/done?{query}checks={checks}");
    let device = device(contract);
    let is_under_way = device == Device::Freeing || paid.is_none();
    Done {
        lender: &contract.lender_profile.name,
        model: &contract.device.model,
        reference,
        paid,
        left: some(contract.account.outstanding()),
        overdue: some(contract.account.overdue(*today)),
        again: (is_under_way && asked.checks < CHECKS).then(|| to(asked.checks + 1)),
        here: to(CHECKS),
        device,
    }
}

fn some(money: money::Money) -> Option<String> {
    money.is_positive().then(|| words::money(money))
}

fn device(contract: &Contract) -> Device {
    let restriction = &contract.restriction;
    if restriction.level > Level::None {
        return Device::Restricted(choices::lifting(contract).map(words::money).unwrap_or_default());
    }
    let applied = restriction.applied.as_ref().map_or(Level::None, |applied| applied.level);
    match contract.status {
        _ if applied > Level::None => Device::Freeing,
        ContractStatus::Settled => Device::Released,
        _ => Device::Free,
    }
}
