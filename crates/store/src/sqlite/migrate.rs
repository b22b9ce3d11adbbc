use rusqlite::Connection;

use super::ledger;
use super::query::{all, run};
use crate::StoreError;

macro_rules! migrations {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../migrations/sqlite/", $name, ".sql")))),*]
    };
}

/// In order. A file is one statement that may run twice, and is never changed once released.
const MIGRATIONS: &[(&str, &str)] = migrations![
    "001_contracts",
    "002_contracts_due",
    "003_contracts_lender",
    "004_contracts_status",
    "005_contracts_reference",
    "006_events",
    "007_events_seq",
    "008_events_lender",
    "009_postings",
    "010_posting_lines",
    "011_posting_lines_fold",
    "012_documents",
    "013_receipts",
    "014_lookups",
    "015_devices",
    "016_devices_lender",
    "017_sessions",
    "018_sessions_expiry",
    "019_standings",
    "020_raw_events",
    "021_raw_events_unfinished",
    "022_payments",
    "023_payments_external",
    "024_payments_contract",
    "025_payments_status",
    "026_outbox",
    "027_outbox_ready",
    "028_outbox_dead",
    "029_lenders",
    "030_endpoints",
    "031_api_keys",
    "032_api_keys_lender",
    "033_operators",
    "034_rails",
    "035_test_clocks",
    "036_idempotency",
    "037_idempotency_age",
    "038_log_leaves",
    "039_log_leaves_pending",
    "040_log_leaves_placed",
    "041_log_leaves_contract",
    "042_log_leaves_lender",
    "043_log_leaves_place",
    "050_rises",
    "051_rises_credential",
    "052_rises_installation",
    "053_approvals",
    "054_approvals_open",
    "055_approvals_state",
    "056_freezes",
    "057_release_runs",
    "058_rollouts",
    "059_rollout_phones",
    "060_rail_feeds",
    "070_ledger_entries",
    "071_ledger_entries_posting",
    "072_ledger_heads",
    "073_ledger_days",
    "074_book_closings",
    "075_book_closing_balances",
    "076_posting_lines_fold_gone",
    "077_bureau_papers",
];

/// Brings the schema up to date, all of it or nothing.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(
        "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID",
    )?;
    let done: Vec<String> =
        all(&transaction, "SELECT name FROM schema_migrations ORDER BY name", [], |row| row.get(0))?;
    if let Some(unknown) = done.iter().find(|name| MIGRATIONS.iter().all(|(known, _)| known != name)) {
        return Err(StoreError::Newer(unknown.clone()));
    }
    for (name, statement) in MIGRATIONS {
        if !done.iter().any(|done| done == name) {
            transaction.execute_batch(statement)?;
            run(&transaction, "INSERT INTO schema_migrations (name) VALUES (?1)", [name])?;
        }
    }
    if !done.iter().any(|done| done == ledger::ENTRIES) {
        ledger::adopt(&transaction)?;
    }
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(connection: &Connection) -> Vec<(String, Option<String>)> {
        let sql = "SELECT name, sql FROM sqlite_schema ORDER BY name";
        all(connection, sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
    }

    #[test]
    fn applying_twice_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        let once = schema(&connection);
        migrate(&mut connection).unwrap();
        assert_eq!(schema(&connection), once);
        // Also when the record of them is lost.
        connection.execute_batch("DELETE FROM schema_migrations").unwrap();
        migrate(&mut connection).unwrap();
        assert_eq!(schema(&connection), once);
    }

    #[test]
    fn every_file_is_listed_and_holds_one_idempotent_statement() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let listed: Vec<String> = MIGRATIONS.iter().map(|(name, _)| format!("{name}.sql")).collect();
        assert_eq!(files, listed);
        for (name, statement) in MIGRATIONS {
            let code: String = statement.lines().filter(|line| !line.starts_with("--")).collect();
            assert_eq!(code.matches(';').count(), 1, "{name}");
            assert!(code.contains("IF NOT EXISTS") || code.contains("IF EXISTS"), "{name}");
        }
    }

    #[test]
    fn a_newer_schema_is_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection.execute_batch("INSERT INTO schema_migrations VALUES ('999_future')").unwrap();
        assert!(matches!(migrate(&mut connection), Err(StoreError::Newer(name)) if name == "999_future"));
    }
}
