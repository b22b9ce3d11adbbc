CREATE TABLE IF NOT EXISTS sessions (
    id BLOB NOT NULL PRIMARY KEY,
    device_id BLOB NOT NULL,
    lender_id BLOB NOT NULL,
    contract_id BLOB NOT NULL,
    key BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    counter INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
