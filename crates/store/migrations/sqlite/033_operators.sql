CREATE TABLE IF NOT EXISTS operators (
    id BLOB NOT NULL PRIMARY KEY,
    lender_id BLOB,
    name TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    disabled_at INTEGER
) STRICT;
