CREATE TABLE IF NOT EXISTS ledger_heads (
    lender_id BLOB NOT NULL PRIMARY KEY,
    entries INTEGER NOT NULL,
    hash BLOB NOT NULL,
    closed_through INTEGER
) STRICT, WITHOUT ROWID;
