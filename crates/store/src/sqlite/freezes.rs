use async_trait::async_trait;
use ident::LenderId;
use rusqlite::{Connection, params};

use super::query::{one, run};
use super::value::{Sql, get};
use super::{SqliteStore, approvals};
use crate::rows::FreezeRow;
use crate::traits::FreezeStore;
use crate::{News, StoreError, check};

pub(super) fn find(c: &Connection, lender: LenderId) -> Result<Option<FreezeRow>, StoreError> {
    one(c, "SELECT lender_id, since, reason FROM freezes WHERE lender_id = ?1", [Sql(lender)], |row| {
        Ok(FreezeRow { lender: get(row, 0)?, since: get(row, 1)?, reason: row.get(2)? })
    })
}

#[async_trait]
impl FreezeStore for SqliteStore {
    async fn freeze(&self, row: FreezeRow, news: News) -> Result<bool, StoreError> {
        check::news(&news, row.lender)?;
        let sql = "INSERT INTO freezes (lender_id, since, reason) VALUES (?1, ?2, ?3)
            ON CONFLICT (lender_id) DO NOTHING";
        self.write(move |c| {
            let frozen = run(c, sql, params![Sql(row.lender), Sql(row.since), row.reason])? == 1;
            if frozen {
                approvals::tell(c, &news)?;
            }
            Ok(frozen)
        })
        .await
    }

    async fn thaw(&self, lender: LenderId, news: News) -> Result<bool, StoreError> {
        check::news(&news, lender)?;
        self.write(move |c| {
            let thawed = run(c, "DELETE FROM freezes WHERE lender_id = ?1", [Sql(lender)])? == 1;
            if thawed {
                approvals::tell(c, &news)?;
            }
            Ok(thawed)
        })
        .await
    }

    async fn frozen(&self, lender: LenderId) -> Result<Option<FreezeRow>, StoreError> {
        self.read(move |c| find(c, lender)).await
    }
}
