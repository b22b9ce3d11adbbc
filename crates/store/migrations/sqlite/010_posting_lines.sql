CREATE TABLE IF NOT EXISTS posting_lines (
    owner_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    line INTEGER NOT NULL,
    lender_id BLOB NOT NULL,
    account TEXT NOT NULL,
    debit INTEGER NOT NULL CHECK (debit IN (0, 1)),
    minor INTEGER NOT NULL CHECK (minor >= 0),
    currency TEXT NOT NULL,
    PRIMARY KEY (owner_id, number, line),
    FOREIGN KEY (owner_id, number) REFERENCES postings (owner_id, number)
) STRICT, WITHOUT ROWID;
