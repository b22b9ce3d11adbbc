use ident::{ContractId, Imei, LenderId};
use store::StoreError;
use store::rows::LookupKind;

use super::super::signed_in::SignedIn;
use crate::App;
use crate::contracts::scoped;
use crate::payments::reference;

/// The contract with this number, IMEI, payment reference or lender's reference, among those the operator may
/// see (invariant I10).
pub(super) async fn find(app: &App, me: &SignedIn, text: &str) -> Result<Option<ContractId>, StoreError> {
    if let Ok(id) = text.parse::<ContractId>() {
        let row = app.store.contract(id).await?;
        return Ok(row.filter(|row| me.may_see(row.lender)).map(|row| row.id));
    }
    let digits: String = text.chars().filter(|letter| !matches!(letter, ' ' | '-')).collect();
    if let Ok(imei) = digits.parse::<Imei>() {
        let row = app.store.lookup(LookupKind::Imei, &imei.to_string()).await?;
        if let Some(row) = row.filter(|row| me.may_see(row.lender)) {
            return Ok(Some(row.contract));
        }
    }
    let row = reference::holder(app, text).await?;
    if let Some(row) = row.filter(|row| me.may_see(row.lender)) {
        return Ok(Some(row.contract));
    }
    for lender in lenders(app, me).await? {
        if let Some(row) = app.store.lookup(LookupKind::ExternalReference, &scoped(lender, text)).await? {
            return Ok(Some(row.contract));
        }
    }
    Ok(None)
}

async fn lenders(app: &App, me: &SignedIn) -> Result<Vec<LenderId>, StoreError> {
    match me.operator.lender {
        Some(own) => Ok(vec![own]),
        None => Ok(app.store.lenders().await?.into_iter().map(|row| row.id).collect()),
    }
}
