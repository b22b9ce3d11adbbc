-- owner_id is the contract, or the payment for a posting to suspense.
CREATE TABLE IF NOT EXISTS postings (
    owner_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    lender_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    booked_at INTEGER NOT NULL,
    value_on INTEGER NOT NULL,
    payment_id BLOB,
    PRIMARY KEY (owner_id, number)
) STRICT, WITHOUT ROWID;
