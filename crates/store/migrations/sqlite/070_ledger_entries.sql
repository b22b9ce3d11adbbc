-- A lender's postings in the order in which they were committed, each with the hash that covers the one before.
CREATE TABLE IF NOT EXISTS ledger_entries (
    lender_id BLOB NOT NULL,
    place INTEGER NOT NULL,
    owner_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    booked_on INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (lender_id, place)
) STRICT, WITHOUT ROWID;
