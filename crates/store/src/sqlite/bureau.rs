use async_trait::async_trait;
use ident::LenderId;
use rusqlite::params;

use super::SqliteStore;
use super::query::{one, run};
use super::value::{Sql, get};
use crate::rows::BureauPaperRow;
use crate::traits::BureauStore;
use crate::{Hidden, StoreError};

#[async_trait]
impl BureauStore for SqliteStore {
    async fn put_bureau_paper(&self, row: BureauPaperRow) -> Result<(), StoreError> {
        let sql =
            "INSERT INTO bureau_papers (lender_id, owner_id, sealed, updated_at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (lender_id, owner_id) DO UPDATE
            SET sealed = excluded.sealed, updated_at = excluded.updated_at";
        self.write(move |c| {
            run(c, sql, params![Sql(row.lender), row.owner, row.sealed.0, Sql(row.updated_at)]).map(drop)
        })
        .await
    }

    async fn bureau_paper(
        &self,
        lender: LenderId,
        owner: [u8; 16],
    ) -> Result<Option<BureauPaperRow>, StoreError> {
        let sql = "SELECT sealed, updated_at FROM bureau_papers WHERE lender_id = ?1 AND owner_id = ?2";
        self.read(move |c| {
            one(c, sql, params![Sql(lender), owner], |row| {
                Ok(BureauPaperRow { lender, owner, sealed: Hidden(row.get(0)?), updated_at: get(row, 1)? })
            })
        })
        .await
    }

    async fn remove_bureau_paper(&self, lender: LenderId, owner: [u8; 16]) -> Result<bool, StoreError> {
        let sql = "DELETE FROM bureau_papers WHERE lender_id = ?1 AND owner_id = ?2";
        self.write(move |c| run(c, sql, params![Sql(lender), owner]).map(|gone| gone > 0)).await
    }
}
