CREATE TABLE IF NOT EXISTS idempotency (
    lender_id BLOB NOT NULL,
    key TEXT NOT NULL,
    digest BLOB NOT NULL,
    begun_at INTEGER NOT NULL,
    status INTEGER,
    content_type TEXT,
    body BLOB,
    PRIMARY KEY (lender_id, key)
) STRICT, WITHOUT ROWID;
