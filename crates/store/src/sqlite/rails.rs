use async_trait::async_trait;
use ident::LenderId;
use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use super::query::{all, one, run};
use super::value::{Sql, get, get_opt};
use super::{SqliteStore, approvals};
use crate::rows::{FeedWord, RailRow};
use crate::traits::RailStore;
use crate::{Hidden, News, StoreError, check};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT r.lender_id, r.rail, r.scheme, r.secrets, r.feed_reconciled_to, f.heard_to FROM rails r
             LEFT JOIN rail_feeds f ON f.lender_id = r.lender_id AND f.rail = r.rail ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<RailRow> {
    Ok(RailRow {
        lender: get(row, 0)?,
        rail: row.get(1)?,
        scheme: row.get(2)?,
        secrets: Hidden(row.get(3)?),
        feed_reconciled_to: get_opt(row, 4)?,
        feed_heard_to: get_opt(row, 5)?,
    })
}

fn put(c: &Connection, rail: &RailRow) -> Result<(), StoreError> {
    run(
        c,
        "INSERT INTO rails (lender_id, rail, scheme, secrets)
         VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (lender_id, rail) DO UPDATE SET scheme = excluded.scheme, secrets = excluded.secrets",
        params![Sql(rail.lender), rail.rail, rail.scheme, rail.secrets.0],
    )?;
    let words = [(FeedWord::Stated, rail.feed_reconciled_to), (FeedWord::Heard, rail.feed_heard_to)];
    for (word, to) in words {
        if let Some(to) = to {
            advance(c, rail.lender, &rail.rail, word, to)?;
        }
    }
    Ok(())
}

fn advance(
    c: &Connection,
    lender: LenderId,
    rail: &str,
    word: FeedWord,
    to: Timestamp,
) -> Result<bool, StoreError> {
    let sql = match word {
        FeedWord::Stated => {
            "UPDATE rails SET feed_reconciled_to = CASE
                 WHEN feed_reconciled_to IS NULL OR feed_reconciled_to < ?3 THEN ?3
                 ELSE feed_reconciled_to END
             WHERE lender_id = ?1 AND rail = ?2"
        }
        FeedWord::Heard => {
            "INSERT INTO rail_feeds (lender_id, rail, heard_to)
             SELECT lender_id, rail, ?3 FROM rails WHERE lender_id = ?1 AND rail = ?2
             ON CONFLICT (lender_id, rail) DO UPDATE SET heard_to = CASE
                 WHEN rail_feeds.heard_to < excluded.heard_to THEN excluded.heard_to
                 ELSE rail_feeds.heard_to END"
        }
    };
    Ok(run(c, sql, params![Sql(lender), rail, Sql(to)])? == 1)
}

#[async_trait]
impl RailStore for SqliteStore {
    async fn put_rail(&self, rail: RailRow) -> Result<(), StoreError> {
        self.write(move |c| put(c, &rail)).await
    }

    async fn rails(&self, lender: LenderId) -> Result<Vec<RailRow>, StoreError> {
        let sql = select!("WHERE r.lender_id = ?1 ORDER BY r.rail");
        self.read(move |c| all(c, sql, [Sql(lender)], read)).await
    }

    async fn rail(&self, lender: LenderId, rail: &str) -> Result<Option<RailRow>, StoreError> {
        let rail = rail.to_owned();
        let sql = select!("WHERE r.lender_id = ?1 AND r.rail = ?2");
        self.read(move |c| one(c, sql, params![Sql(lender), rail], read)).await
    }

    async fn advance_feed(
        &self,
        lender: LenderId,
        rail: &str,
        (word, to): (FeedWord, Timestamp),
        news: News,
    ) -> Result<bool, StoreError> {
        check::news(&news, lender)?;
        let rail = rail.to_owned();
        self.write(move |c| {
            let found = advance(c, lender, &rail, word, to)?;
            if found {
                approvals::tell(c, &news)?;
            }
            Ok(found)
        })
        .await
    }
}
