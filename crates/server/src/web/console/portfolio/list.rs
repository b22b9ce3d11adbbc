use ident::ContractId;
use jiff::Timestamp;
use policy::Level;
use servicing::{Contract, ContractStatus};
use store::rows::ContractFilter;
use store::{Page, StoreError};

use super::super::words::{self, money};
use super::filter::Filter;
use crate::{App, LenderContext, persist};

/// Contracts on a page.
const ROWS: usize = 50;
/// The store can't filter by what is derived, such as days past due; a page looks through this many contracts
/// at most and offers to go on.
const MAX_LOOKED_AT: u32 = 2_000;
const STRIDE: u32 = 250;

/// A part of the list.
pub(super) struct Found {
    pub(super) rows: Vec<Row>,
    /// Where to go on.
    pub(super) next: Option<ContractId>,
}

/// A contract in the list.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) borrower: String,
    pub(super) device: String,
    pub(super) status: &'static str,
    pub(super) status_tone: &'static str,
    pub(super) level: &'static str,
    pub(super) level_tone: &'static str,
    /// What the phone says, if that is another level than it is told.
    pub(super) says: Option<&'static str>,
    /// Nothing, unless something is past due.
    pub(super) past_due: Option<(u32, String)>,
    /// Nothing, unless something is owed.
    pub(super) outstanding: Option<String>,
}

/// Reads a page of the list.
pub(super) async fn read(app: &App, lender: &LenderContext, filter: &Filter) -> Result<Found, StoreError> {
    let now = app.now_for(lender).await?;
    let by_store = ContractFilter {
        status: filter.status().map(|status| status.as_str().to_owned()),
        ..Default::default()
    };
    let mut after: Option<ContractId> = filter.after.as_deref().and_then(|text| text.parse().ok());
    let (mut rows, mut looked_at) = (Vec::new(), 0);
    while looked_at < MAX_LOOKED_AT {
        let page = Page { after, limit: STRIDE };
        let stride = app.store.contracts(lender.id, by_store.clone(), page).await?;
        let is_last = stride.len() < usize::try_from(STRIDE).unwrap_or(usize::MAX);
        for stored in &stride {
            if rows.len() == ROWS {
                return Ok(Found { rows, next: after });
            }
            after = Some(stored.id);
            let contract = persist::read_contract(stored)?;
            if is_wanted(&contract, filter, now) {
                rows.push(row(&contract, now));
            }
        }
        if is_last {
            return Ok(Found { rows, next: None });
        }
        looked_at += STRIDE;
    }
    Ok(Found { rows, next: after })
}

fn is_wanted(contract: &Contract, filter: &Filter, now: Timestamp) -> bool {
    let level = filter.level();
    let bucket = filter.bucket();
    let of_active = level.is_some() || bucket.is_some();
    (!of_active || contract.is_active())
        && level.is_none_or(|level| contract.restriction.level == level)
        && bucket.is_none_or(|bucket| contract.account.bucket(contract.day(now)) == bucket)
}

fn row(contract: &Contract, now: Timestamp) -> Row {
    let (account, today) = (&contract.account, contract.day(now));
    let owes = matches!(contract.status, ContractStatus::Active | ContractStatus::Unsecured);
    let wanted = contract.restriction.level;
    let enrolled = contract.device.enrolled.is_some();
    let applied = contract.restriction.applied.as_ref().map(|applied| applied.level);
    let differs = |level: &Level| *level != wanted;
    let (level, level_tone) = match (contract.is_active(), enrolled) {
        (true, true) => (words::level_name(wanted), words::level_tone(wanted)),
        (true, false) => ("Not enrolled", ""),
        (false, _) => ("", ""),
    };
    Row {
        id: contract.id.to_string(),
        borrower: contract.borrower.name.clone(),
        device: contract.device.model.clone(),
        status: words::status_name(contract.status),
        status_tone: words::status_tone(contract.status),
        level,
        level_tone,
        says: applied.filter(differs).filter(|_| enrolled).map(words::level),
        past_due: Some((account.days_past_due(today).0, money(account.overdue(today))))
            .filter(|(days, _)| *days > 0 && owes),
        outstanding: Some(money(account.outstanding())).filter(|_| owes),
    }
}
