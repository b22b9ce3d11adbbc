CREATE TABLE IF NOT EXISTS contracts (
    id BLOB NOT NULL PRIMARY KEY,
    lender_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    clock BLOB NOT NULL,
    device_id BLOB NOT NULL,
    external_reference TEXT,
    next_action_at INTEGER,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
