-- owner_id is the contract, or the lender for what concerns no contract.
CREATE TABLE IF NOT EXISTS events (
    owner_id BLOB NOT NULL,
    id BLOB NOT NULL,
    lender_id BLOB NOT NULL,
    of_contract INTEGER NOT NULL CHECK (of_contract IN (0, 1)),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
