CREATE TABLE IF NOT EXISTS endpoints (
    lender_id BLOB NOT NULL,
    id BLOB NOT NULL,
    url TEXT NOT NULL,
    secret BLOB NOT NULL,
    events TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    disabled_at INTEGER,
    PRIMARY KEY (lender_id, id)
) STRICT, WITHOUT ROWID;
