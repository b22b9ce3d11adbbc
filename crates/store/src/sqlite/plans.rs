//! The statements that run all day use their index, and never sort or scan a table.

use rusqlite::Connection;

use super::{approvals, contracts, entries, leaves, ledger_days, migrate, outbox, raw_events, rises};

fn plan(sql: &str) -> String {
    let mut connection = Connection::open_in_memory().unwrap();
    migrate::migrate(&mut connection).unwrap();
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let params = vec![rusqlite::types::Null; statement.parameter_count()];
    let steps = statement.query_map(rusqlite::params_from_iter(params), |row| row.get::<_, String>(3));
    steps.unwrap().map(Result::unwrap).collect::<Vec<_>>().join("; ")
}

fn assert_uses(index: &str, sql: &str) {
    let plan = plan(sql);
    assert!(plan.contains(index), "{plan}");
    assert!(plan.contains("SEARCH") && !plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "{plan}");
}

#[test]
fn the_close_pages_through_its_index() {
    assert_uses("contracts_due", contracts::DUE);
    assert_uses("contracts_due", contracts::NEXT_DUE);
}

#[test]
fn workers_find_what_is_ready_by_index() {
    assert_uses("outbox_ready", outbox::READY);
    assert_uses("raw_events_unfinished", raw_events::UNFINISHED);
    assert_uses("log_leaves_lender", leaves::SINCE);
    for (index, sql) in [("log_leaves_pending", leaves::PENDING), ("log_leaves_placed", leaves::PLACED)] {
        // Short indexes, read in their own order.
        let plan = plan(sql);
        assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{plan}");
    }
    // Nearly all rows are finished and not in this index: it is short, and read whole.
    let oldest = plan(raw_events::OLDEST_UNFINISHED);
    assert!(oldest.contains("raw_events_unfinished") && !oldest.contains("TEMP B-TREE"), "{oldest}");
}

#[test]
fn budgets_are_counted_by_index() {
    assert_uses("PRIMARY KEY", rises::OF_LENDER);
    assert_uses("rises_credential", rises::OF_CREDENTIAL);
    assert_uses("rises_installation", rises::OF_INSTALLATION);
    assert_uses("contracts_status", rises::CONTRACTS);
    assert_uses("approvals_state", approvals::IN_STATE);
}

#[test]
fn the_books_are_read_by_place_and_day() {
    assert_uses("PRIMARY KEY", entries::HEAD);
    assert_uses("PRIMARY KEY", entries::BY_PLACE);
    assert_uses("PRIMARY KEY", ledger_days::PLACES);
    assert_uses("PRIMARY KEY", ledger_days::BY_DAY);
}
