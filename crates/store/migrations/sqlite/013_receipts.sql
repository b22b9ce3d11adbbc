CREATE TABLE IF NOT EXISTS receipts (
    contract_id BLOB NOT NULL REFERENCES contracts (id),
    device_id BLOB NOT NULL,
    counter INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (contract_id, device_id, counter)
) STRICT;
