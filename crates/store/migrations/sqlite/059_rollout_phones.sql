CREATE TABLE IF NOT EXISTS rollout_phones (
    lender_id BLOB NOT NULL,
    pack BLOB NOT NULL,
    contract_id BLOB NOT NULL,
    PRIMARY KEY (lender_id, pack, contract_id)
) STRICT, WITHOUT ROWID;
