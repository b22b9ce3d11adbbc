-- Rises of the last hours. One that two people approved takes no place in the budgets that it is beyond.
CREATE TABLE IF NOT EXISTS rises (
    lender_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    contract_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    credential BLOB NOT NULL,
    of_lender INTEGER NOT NULL CHECK (of_lender IN (0, 1)),
    of_installation INTEGER NOT NULL CHECK (of_installation IN (0, 1)),
    PRIMARY KEY (lender_id, at, contract_id, version)
) STRICT, WITHOUT ROWID;
