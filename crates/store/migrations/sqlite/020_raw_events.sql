CREATE TABLE IF NOT EXISTS raw_events (
    id BLOB NOT NULL PRIMARY KEY,
    lender_id BLOB NOT NULL,
    rail TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body BLOB NOT NULL,
    state TEXT NOT NULL
) STRICT;
