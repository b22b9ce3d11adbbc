CREATE TABLE IF NOT EXISTS payments (
    lender_id BLOB NOT NULL,
    id BLOB NOT NULL,
    rail TEXT NOT NULL,
    external_id TEXT NOT NULL,
    digest BLOB NOT NULL,
    kind TEXT NOT NULL,
    contract_id BLOB,
    minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    value_on INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    reference TEXT,
    PRIMARY KEY (lender_id, id)
) STRICT, WITHOUT ROWID;
