CREATE TABLE IF NOT EXISTS book_closings (
    lender_id BLOB NOT NULL,
    through INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    head BLOB NOT NULL,
    PRIMARY KEY (lender_id, through)
) STRICT, WITHOUT ROWID;
