CREATE TABLE IF NOT EXISTS devices (
    id BLOB NOT NULL PRIMARY KEY,
    lender_id BLOB NOT NULL,
    contract_id BLOB NOT NULL,
    data TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER
) STRICT;
