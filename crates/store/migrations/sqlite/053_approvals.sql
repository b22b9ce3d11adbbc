CREATE TABLE IF NOT EXISTS approvals (
    id BLOB NOT NULL PRIMARY KEY,
    lender_id BLOB NOT NULL,
    why TEXT NOT NULL,
    subject TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    phones INTEGER NOT NULL,
    used INTEGER NOT NULL,
    state TEXT NOT NULL,
    granted_until INTEGER,
    data TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
