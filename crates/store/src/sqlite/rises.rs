use async_trait::async_trait;
use ident::{ContractId, LenderId};
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::query::{one, run};
use super::value::{Sql, get};
use super::{SqliteStore, approvals, freezes, rollouts};
use crate::rows::{Restricts, RiseRow, RiseScope};
use crate::traits::BudgetStore;
use crate::{CommitError, StoreError, Withheld};

pub(super) const OF_LENDER: &str =
    "SELECT count(*) FROM rises WHERE lender_id = ?1 AND at > ?2 AND of_lender = 1";
pub(super) const OF_CREDENTIAL: &str =
    "SELECT count(*) FROM rises WHERE credential = ?1 AND at > ?2 AND of_lender = 1";
pub(super) const OF_INSTALLATION: &str = "SELECT count(*) FROM rises WHERE at > ?1 AND of_installation = 1";
pub(super) const CONTRACTS: &str = "SELECT count(*) FROM contracts WHERE lender_id = ?1 AND status = ?2";

fn count(c: &Connection, scope: RiseScope, after: Timestamp) -> Result<u64, StoreError> {
    let counted = match scope {
        RiseScope::Lender(lender) => one(c, OF_LENDER, params![Sql(lender), Sql(after)], |row| get(row, 0)),
        RiseScope::Credential(key) => one(c, OF_CREDENTIAL, params![key, Sql(after)], |row| get(row, 0)),
        RiseScope::Installation => one(c, OF_INSTALLATION, [Sql(after)], |row| get(row, 0)),
    };
    Ok(counted?.unwrap_or(0))
}

/// Takes the place that the change needs, in the transaction that makes it.
pub(super) fn admit(
    c: &Connection,
    restricts: &Restricts,
    lender: LenderId,
    contract: ContractId,
    version: u64,
) -> Result<(), CommitError> {
    if freezes::find(c, lender)?.is_some() {
        return Err(Withheld::Frozen.into());
    }
    let Restricts::Rise(rise) = restricts else { return Ok(()) };
    let granted = match rise.grant {
        Some(grant) => approvals::take_place(c, grant.approval, rise.at)?.then_some(grant),
        None => None,
    };
    let of_lender = granted.is_none();
    let of_installation =
        rise.installation_limit.is_some() && granted.is_none_or(|grant| !grant.of_installation);
    let full = |scope, limit| Ok::<_, StoreError>(count(c, scope, rise.counts_after)? >= limit);
    if of_lender && full(RiseScope::Lender(lender), rise.lender_limit)? {
        return Err(Withheld::LenderBudget.into());
    }
    if of_lender && full(RiseScope::Credential(rise.credential), rise.credential_limit)? {
        return Err(Withheld::CredentialBudget.into());
    }
    if let Some(limit) = rise.installation_limit.filter(|_| of_installation)
        && full(RiseScope::Installation, limit)?
    {
        return Err(Withheld::InstallationBudget.into());
    }
    if let Some(place) = &rise.rollout {
        rollouts::take_place(c, place, lender, contract, rise.at)?;
    }
    insert(c, rise, lender, contract, version, [of_lender, of_installation])?;
    Ok(())
}

fn insert(
    c: &Connection,
    rise: &RiseRow,
    lender: LenderId,
    contract: ContractId,
    version: u64,
    [of_lender, of_installation]: [bool; 2],
) -> Result<(), StoreError> {
    run(
        c,
        "INSERT INTO rises (lender_id, at, contract_id, version, credential, of_lender, of_installation)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            Sql(lender),
            Sql(rise.at),
            Sql(contract),
            Sql(version),
            rise.credential,
            of_lender,
            of_installation
        ],
    )?;
    Ok(())
}

#[async_trait]
impl BudgetStore for SqliteStore {
    async fn rises(&self, scope: RiseScope, after: Timestamp) -> Result<u64, StoreError> {
        self.read(move |c| count(c, scope, after)).await
    }

    async fn count_contracts(&self, lender: LenderId, status: &str) -> Result<u64, StoreError> {
        let status = status.to_owned();
        self.read(move |c| {
            let counted = one(c, CONTRACTS, params![Sql(lender), status], |row| get(row, 0))?;
            Ok(counted.unwrap_or(0))
        })
        .await
    }

    async fn purge_rises(&self, lender: LenderId, before: Timestamp) -> Result<u64, StoreError> {
        let sql = "DELETE FROM rises WHERE lender_id = ?1 AND at < ?2";
        let purged = self.write(move |c| run(c, sql, params![Sql(lender), Sql(before)])).await?;
        Ok(u64::try_from(purged).unwrap_or(u64::MAX))
    }
}
