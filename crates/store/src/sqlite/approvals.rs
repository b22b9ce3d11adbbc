use async_trait::async_trait;
use ident::{ApprovalId, LenderId};
use jiff::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};

use super::query::{all, one, run};
use super::value::{Sql, get, get_opt};
use super::{SqliteStore, events, outbox};
use crate::rows::{ApprovalRow, ApprovalState};
use crate::traits::ApprovalStore;
use crate::{News, StoreError, check};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, lender_id, why, subject, asked_at, phones, used, state, granted_until, data, version ",
            "FROM approvals ",
            $rest
        )
    };
}

pub(super) const IN_STATE: &str = select!("WHERE lender_id = ?1 AND state = ?2 ORDER BY id DESC LIMIT ?3");

fn read(row: &Row<'_>) -> rusqlite::Result<ApprovalRow> {
    let state: String = row.get(7)?;
    let unknown = |word: String| rusqlite::Error::InvalidColumnType(7, word, Type::Text);
    Ok(ApprovalRow {
        id: get(row, 0)?,
        lender: get(row, 1)?,
        why: row.get(2)?,
        subject: row.get(3)?,
        asked_at: get(row, 4)?,
        phones: get(row, 5)?,
        used: get(row, 6)?,
        state: ApprovalState::of(&state).ok_or_else(|| unknown(state))?,
        granted_until: get_opt(row, 8)?,
        data: row.get(9)?,
        version: get(row, 10)?,
    })
}

/// One of the places that were granted, if one is left.
pub(super) fn take_place(c: &Connection, id: ApprovalId, at: Timestamp) -> Result<bool, StoreError> {
    let sql = "UPDATE approvals SET used = used + 1
        WHERE id = ?1 AND state = 'granted' AND used < phones AND granted_until > ?2";
    Ok(run(c, sql, params![Sql(id), Sql(at)])? == 1)
}

fn put(c: &Connection, row: &ApprovalRow) -> Result<(), StoreError> {
    let before = row.version.checked_sub(1).ok_or(StoreError::Conflict)?;
    let written = if before == 0 { insert(c, row)? } else { update(c, row, before)? };
    if written == 1 { Ok(()) } else { Err(StoreError::Conflict) }
}

fn insert(c: &Connection, row: &ApprovalRow) -> Result<usize, StoreError> {
    run(
        c,
        "INSERT INTO approvals (id, lender_id, why, subject, asked_at, phones, used, state, granted_until, data,
             version)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9, 1) ON CONFLICT (id) DO NOTHING",
        params![
            Sql(row.id),
            Sql(row.lender),
            row.why,
            row.subject,
            Sql(row.asked_at),
            Sql(row.phones),
            row.state.as_str(),
            row.granted_until.map(Sql),
            row.data
        ],
    )
}

fn update(c: &Connection, row: &ApprovalRow, before: u64) -> Result<usize, StoreError> {
    run(
        c,
        "UPDATE approvals SET phones = ?3, state = ?4, granted_until = ?5, data = ?6, version = ?7
         WHERE id = ?1 AND version = ?2",
        params![
            Sql(row.id),
            Sql(before),
            Sql(row.phones),
            row.state.as_str(),
            row.granted_until.map(Sql),
            row.data,
            Sql(row.version)
        ],
    )
}

/// Appends what is told.
pub(super) fn tell(c: &Connection, news: &News) -> Result<(), StoreError> {
    news.events.iter().try_for_each(|event| events::insert(c, event))?;
    news.outbox.iter().try_for_each(|message| outbox::insert(c, message))
}

#[async_trait]
impl ApprovalStore for SqliteStore {
    async fn put_approval(&self, row: ApprovalRow, news: News) -> Result<(), StoreError> {
        check::news(&news, row.lender)?;
        check::number(row.phones)?;
        self.write(move |c| {
            put(c, &row)?;
            tell(c, &news)
        })
        .await
    }

    async fn approval(&self, id: ApprovalId) -> Result<Option<ApprovalRow>, StoreError> {
        self.read(move |c| one(c, select!("WHERE id = ?1"), [Sql(id)], read)).await
    }

    async fn approvals(
        &self,
        lender: LenderId,
        state: ApprovalState,
        limit: u32,
    ) -> Result<Vec<ApprovalRow>, StoreError> {
        self.read(move |c| all(c, IN_STATE, params![Sql(lender), state.as_str(), limit], read)).await
    }
}
