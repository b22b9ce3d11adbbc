use data_encoding::HEXLOWER;
use store::rows::{EntryFilter, EntryRow, PostingRow};
use store::{Page, StoreError};

use super::cell::{Cell, Column, Kind, Row, column};
use super::export::Days;
use crate::{App, LenderContext, persist};

/// Entries that are read at a time.
const PAGE: u32 = 1000;

/// One row for each line of an entry.
pub(super) const COLUMNS: &[Column] = &[
    column("entry", Kind::Integer),
    column("booked_on", Kind::Day),
    column("booked_at", Kind::Instant),
    column("value_on", Kind::Day),
    column("kind", Kind::Text),
    column("contract", Kind::Text),
    column("number", Kind::Integer),
    column("cause", Kind::Text),
    column("line", Kind::Integer),
    column("account", Kind::Text),
    column("side", Kind::Text),
    column("amount", Kind::Amount),
    column("currency", Kind::Text),
    column("hash", Kind::Text),
];

/// A page, and the place of its last entry; no place at the end.
pub(super) async fn page(
    app: &App,
    lender: &LenderContext,
    days: Days,
    after: Option<u64>,
) -> Result<(Vec<Row>, Option<u64>), StoreError> {
    let filter = EntryFilter {
        from: days.from.map(persist::epoch_day),
        through: days.through.map(persist::epoch_day),
    };
    let entries = app.store.entries(lender.id, filter, Page { after, limit: PAGE }).await?;
    let mut rows = Vec::new();
    for entry in &entries {
        // An entry that was removed is what a check of the books names.
        if let Some(posting) = &entry.posting {
            add(&mut rows, entry, posting)?;
        }
    }
    Ok((rows, entries.last().map(|entry| entry.place)))
}

fn add(rows: &mut Vec<Row>, entry: &EntryRow, posting: &PostingRow) -> Result<(), StoreError> {
    let integer = |number: u64| i64::try_from(number).map_or(Cell::None, Cell::Integer);
    for (number, line) in (1_i64..).zip(&posting.lines) {
        rows.push(vec![
            integer(entry.place),
            Cell::Day(persist::day_from_epoch(posting.booked_on)),
            Cell::Instant(posting.booked_at),
            Cell::Day(persist::day_from_epoch(posting.value_on)),
            Cell::text(&posting.kind),
            Cell::optional_text(posting.contract),
            integer(posting.number),
            Cell::optional_text(posting.cause),
            Cell::Integer(number),
            Cell::text(&line.account),
            Cell::text(if line.debit { "debit" } else { "credit" }),
            Cell::Amount(line.minor.into(), super::trial_balance::currency(&line.currency)?),
            Cell::text(&line.currency),
            Cell::text(HEXLOWER.encode(&entry.hash)),
        ]);
    }
    Ok(())
}
