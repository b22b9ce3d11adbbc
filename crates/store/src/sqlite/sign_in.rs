use async_trait::async_trait;
use ident::{ApiKeyId, LenderId};
use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use super::SqliteStore;
use super::query::{all, one, run};
use super::value::{Sql, get, get_opt};
use crate::rows::{ApiKeyRow, OperatorRow};
use crate::traits::SignInStore;
use crate::{Hidden, StoreError};

macro_rules! select_key {
    ($rest:literal) => {
        concat!(
            "SELECT id, lender_id, hash, scopes, label, created_at, expires_at, revoked_at FROM api_keys ",
            $rest
        )
    };
}

macro_rules! select_operator {
    ($rest:literal) => {
        concat!("SELECT id, lender_id, name, password_hash, role, disabled_at FROM operators ", $rest)
    };
}

fn read_key(row: &Row<'_>) -> rusqlite::Result<ApiKeyRow> {
    Ok(ApiKeyRow {
        id: get(row, 0)?,
        lender: get(row, 1)?,
        hash: row.get(2)?,
        scopes: row.get(3)?,
        label: row.get(4)?,
        created_at: get(row, 5)?,
        expires_at: get_opt(row, 6)?,
        revoked_at: get_opt(row, 7)?,
    })
}

fn read_operator(row: &Row<'_>) -> rusqlite::Result<OperatorRow> {
    Ok(OperatorRow {
        id: get(row, 0)?,
        lender: get_opt(row, 1)?,
        name: row.get(2)?,
        password_hash: Hidden(row.get(3)?),
        role: row.get(4)?,
        disabled_at: get_opt(row, 5)?,
    })
}

fn insert_key(c: &Connection, key: &ApiKeyRow) -> Result<(), StoreError> {
    run(
        c,
        "INSERT INTO api_keys (id, lender_id, hash, scopes, label, created_at, expires_at, revoked_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            Sql(key.id),
            Sql(key.lender),
            key.hash,
            key.scopes,
            key.label,
            Sql(key.created_at),
            key.expires_at.map(Sql),
            key.revoked_at.map(Sql)
        ],
    )?;
    Ok(())
}

fn put_operator(c: &Connection, operator: &OperatorRow) -> Result<(), StoreError> {
    run(
        c,
        "INSERT INTO operators (id, lender_id, name, password_hash, role, disabled_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET lender_id = excluded.lender_id, name = excluded.name,
             password_hash = excluded.password_hash, role = excluded.role,
             disabled_at = excluded.disabled_at",
        params![
            Sql(operator.id),
            operator.lender.map(Sql),
            operator.name,
            operator.password_hash.0,
            operator.role,
            operator.disabled_at.map(Sql)
        ],
    )?;
    Ok(())
}

#[async_trait]
impl SignInStore for SqliteStore {
    async fn put_api_key(&self, key: ApiKeyRow) -> Result<(), StoreError> {
        self.write(move |c| insert_key(c, &key)).await
    }

    async fn api_key_by_hash(&self, hash: &[u8; 32]) -> Result<Option<ApiKeyRow>, StoreError> {
        let hash = *hash;
        self.read(move |c| one(c, select_key!("WHERE hash = ?1"), [hash], read_key)).await
    }

    async fn api_keys(&self, lender: LenderId) -> Result<Vec<ApiKeyRow>, StoreError> {
        let sql = select_key!("WHERE lender_id = ?1 ORDER BY id");
        self.read(move |c| all(c, sql, [Sql(lender)], read_key)).await
    }

    async fn revoke_api_key(
        &self,
        lender: LenderId,
        id: ApiKeyId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE api_keys SET revoked_at = COALESCE(revoked_at, ?3)
            WHERE id = ?1 AND lender_id = ?2";
        self.write(move |c| Ok(run(c, sql, params![Sql(id), Sql(lender), Sql(at)])? == 1)).await
    }

    async fn put_operator(&self, operator: OperatorRow) -> Result<(), StoreError> {
        self.write(move |c| put_operator(c, &operator)).await
    }

    async fn operator_by_name(&self, name: &str) -> Result<Option<OperatorRow>, StoreError> {
        let name = name.to_owned();
        self.read(move |c| one(c, select_operator!("WHERE name = ?1"), [name], read_operator)).await
    }

    async fn operators(&self) -> Result<Vec<OperatorRow>, StoreError> {
        self.read(move |c| all(c, select_operator!("ORDER BY id"), [], read_operator)).await
    }
}
