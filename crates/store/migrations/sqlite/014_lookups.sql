-- The only place for names that are unique across contracts.
CREATE TABLE IF NOT EXISTS lookups (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    lender_id BLOB NOT NULL,
    contract_id BLOB NOT NULL,
    device_id BLOB,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
