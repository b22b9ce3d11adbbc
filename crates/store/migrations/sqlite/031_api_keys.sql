CREATE TABLE IF NOT EXISTS api_keys (
    id BLOB NOT NULL PRIMARY KEY,
    lender_id BLOB NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    label TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER
) STRICT;
