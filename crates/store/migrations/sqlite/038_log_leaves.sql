-- place is the leaf's index in the public log, from 0; without one it waits for it. done = 0 while something
-- waits to hear of the place.
CREATE TABLE IF NOT EXISTS log_leaves (
    id BLOB NOT NULL PRIMARY KEY,
    lender_id BLOB,
    contract_id BLOB,
    kind TEXT NOT NULL,
    document BLOB NOT NULL,
    entry BLOB NOT NULL,
    at INTEGER NOT NULL,
    queued_at INTEGER NOT NULL,
    place INTEGER,
    done INTEGER NOT NULL CHECK (done IN (0, 1))
) STRICT;
