-- after_id is the last contract that was released.
CREATE TABLE IF NOT EXISTS release_runs (
    lender_id BLOB NOT NULL PRIMARY KEY,
    reason TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    after_id BLOB,
    released INTEGER NOT NULL,
    finished_at INTEGER
) STRICT, WITHOUT ROWID;
