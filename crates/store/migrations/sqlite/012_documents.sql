CREATE TABLE IF NOT EXISTS documents (
    contract_id BLOB NOT NULL REFERENCES contracts (id),
    kind TEXT NOT NULL,
    digest BLOB NOT NULL,
    bytes BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (contract_id, kind, digest)
) STRICT;
