-- What credit bureaus are told beside the loan itself, sealed: owner_id is the contract, or the lender.
CREATE TABLE IF NOT EXISTS bureau_papers (
    lender_id BLOB NOT NULL,
    owner_id BLOB NOT NULL,
    sealed BLOB NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (lender_id, owner_id)
) STRICT, WITHOUT ROWID;
