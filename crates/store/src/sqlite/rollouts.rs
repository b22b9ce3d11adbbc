use async_trait::async_trait;
use ident::{ContractId, LenderId};
use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use super::query::{all, one, run};
use super::value::{Sql, get, get_opt};
use super::{SqliteStore, approvals};
use crate::rows::{RolloutPlace, RolloutRow, RolloutTold};
use crate::traits::RolloutStore;
use crate::{CommitError, News, StoreError, Withheld, check};

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT lender_id, pack, since, phones, lifted, cases, stopped_at FROM rollouts ", $rest)
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<RolloutRow> {
    Ok(RolloutRow {
        lender: get(row, 0)?,
        pack: row.get(1)?,
        since: get(row, 2)?,
        phones: get(row, 3)?,
        lifted: get(row, 4)?,
        cases: get(row, 5)?,
        stopped_at: get_opt(row, 6)?,
    })
}

fn find(c: &Connection, lender: LenderId, pack: &[u8; 32]) -> Result<Option<RolloutRow>, StoreError> {
    one(c, select!("WHERE lender_id = ?1 AND pack = ?2"), params![Sql(lender), pack], read)
}

/// Takes the phone's place, in the transaction of its rise.
pub(super) fn take_place(
    c: &Connection,
    place: &RolloutPlace,
    lender: LenderId,
    contract: ContractId,
    at: Timestamp,
) -> Result<(), CommitError> {
    let begin = "INSERT INTO rollouts (lender_id, pack, since, phones, lifted, cases)
        VALUES (?1, ?2, ?3, 0, 0, 0) ON CONFLICT (lender_id, pack) DO NOTHING";
    run(c, begin, params![Sql(lender), place.pack, Sql(at)])?;
    let running = find(c, lender, &place.pack)?;
    let (phones, stopped_at) = running.map_or((0, None), |row| (row.phones, row.stopped_at));
    if stopped_at.is_some() {
        return Err(Withheld::RolloutStopped.into());
    }
    let enter = "INSERT INTO rollout_phones (lender_id, pack, contract_id) VALUES (?1, ?2, ?3)
        ON CONFLICT (lender_id, pack, contract_id) DO NOTHING";
    if run(c, enter, params![Sql(lender), place.pack, Sql(contract)])? == 0 {
        return Ok(());
    }
    if place.most.is_some_and(|most| phones >= most) {
        return Err(Withheld::RolloutStage.into());
    }
    let count = "UPDATE rollouts SET phones = phones + 1 WHERE lender_id = ?1 AND pack = ?2";
    run(c, count, params![Sql(lender), place.pack])?;
    Ok(())
}

/// Counts an outcome, and stops the rollout by it.
pub(super) fn told(c: &Connection, told: &RolloutTold, lender: LenderId) -> Result<(), StoreError> {
    run(
        c,
        "UPDATE rollouts SET lifted = lifted + ?3, cases = cases + ?4 WHERE lender_id = ?1 AND pack = ?2",
        params![Sql(lender), told.pack, told.lifted, told.case],
    )?;
    let stopped = run(
        c,
        "UPDATE rollouts SET stopped_at = ?3 WHERE lender_id = ?1 AND pack = ?2
             AND stopped_at IS NULL AND cases >= ?4 AND cases * ?5 > lifted",
        params![Sql(lender), told.pack, Sql(told.at), Sql(told.fewest_cases), Sql(told.lifted_per_case)],
    )?;
    changed(c, stopped, &told.stopped).map(drop)
}

#[async_trait]
impl RolloutStore for SqliteStore {
    async fn rollout(&self, lender: LenderId, pack: &[u8; 32]) -> Result<Option<RolloutRow>, StoreError> {
        let pack = *pack;
        self.read(move |c| find(c, lender, &pack)).await
    }

    async fn rollouts(&self, lender: LenderId) -> Result<Vec<RolloutRow>, StoreError> {
        self.read(move |c| all(c, select!("WHERE lender_id = ?1 ORDER BY pack"), [Sql(lender)], read)).await
    }

    async fn stop_rollout(
        &self,
        lender: LenderId,
        pack: &[u8; 32],
        at: Timestamp,
        news: News,
    ) -> Result<bool, StoreError> {
        check::news(&news, lender)?;
        let pack = *pack;
        let sql = "UPDATE rollouts SET stopped_at = ?3
            WHERE lender_id = ?1 AND pack = ?2 AND stopped_at IS NULL";
        self.write(move |c| changed(c, run(c, sql, params![Sql(lender), pack, Sql(at)])?, &news)).await
    }

    async fn resume_rollout(
        &self,
        lender: LenderId,
        pack: &[u8; 32],
        since: Timestamp,
        news: News,
    ) -> Result<bool, StoreError> {
        check::news(&news, lender)?;
        let pack = *pack;
        let sql = "UPDATE rollouts SET since = ?3, lifted = 0, cases = 0, stopped_at = NULL
            WHERE lender_id = ?1 AND pack = ?2 AND stopped_at IS NOT NULL";
        self.write(move |c| changed(c, run(c, sql, params![Sql(lender), pack, Sql(since)])?, &news)).await
    }
}

fn changed(c: &Connection, rows: usize, news: &News) -> Result<bool, StoreError> {
    if rows == 1 {
        approvals::tell(c, news)?;
    }
    Ok(rows == 1)
}
