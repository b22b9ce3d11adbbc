-- ready_at is when the message is due, or when the lease on it ends.
CREATE TABLE IF NOT EXISTS outbox (
    id BLOB NOT NULL PRIMARY KEY,
    lender_id BLOB NOT NULL,
    contract_id BLOB,
    topic TEXT NOT NULL,
    payload TEXT NOT NULL,
    ready_at INTEGER NOT NULL,
    leased INTEGER NOT NULL CHECK (leased IN (0, 1)),
    attempts INTEGER NOT NULL,
    last_error TEXT,
    dead INTEGER NOT NULL CHECK (dead IN (0, 1))
) STRICT;
