use ident::{ContractId, LenderId};
use rusqlite::{Connection, params};

use super::query::{one, run};
use super::value::{Sql, get, get_opt};
use crate::rows::{LookupKind, LookupRow};
use crate::{Claim, CommitError, StoreError};

pub(super) fn find(c: &Connection, kind: LookupKind, key: &str) -> Result<Option<LookupRow>, StoreError> {
    let sql = "SELECT lender_id, contract_id, device_id FROM lookups WHERE kind = ?1 AND key = ?2";
    one(c, sql, [kind.as_str(), key], |row| {
        Ok(LookupRow { lender: get(row, 0)?, contract: get(row, 1)?, device: get_opt(row, 2)? })
    })
}

pub(super) fn claim(
    c: &Connection,
    claim: &Claim,
    lender: LenderId,
    contract: ContractId,
) -> Result<(), CommitError> {
    let taken = run(
        c,
        "INSERT INTO lookups (kind, key, lender_id, contract_id, device_id)
         VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (kind, key) DO NOTHING",
        params![claim.kind.as_str(), claim.key, Sql(lender), Sql(contract), claim.device.map(Sql)],
    )?;
    if taken == 1 { Ok(()) } else { Err(CommitError::Taken(claim.kind)) }
}

/// Removes the key if this contract holds it; whether it did.
pub(super) fn release(
    c: &Connection,
    kind: LookupKind,
    key: &str,
    contract: ContractId,
) -> Result<bool, StoreError> {
    let sql = "DELETE FROM lookups WHERE kind = ?1 AND key = ?2 AND contract_id = ?3";
    Ok(run(c, sql, params![kind.as_str(), key, Sql(contract)])? == 1)
}

pub(super) fn consume(
    c: &Connection,
    kind: LookupKind,
    key: &str,
    contract: ContractId,
) -> Result<(), CommitError> {
    if release(c, kind, key, contract)? { Ok(()) } else { Err(CommitError::TokenUsed) }
}
