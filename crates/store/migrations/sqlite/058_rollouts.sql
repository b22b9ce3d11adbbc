CREATE TABLE IF NOT EXISTS rollouts (
    lender_id BLOB NOT NULL,
    pack BLOB NOT NULL,
    since INTEGER NOT NULL,
    phones INTEGER NOT NULL,
    lifted INTEGER NOT NULL,
    cases INTEGER NOT NULL,
    stopped_at INTEGER,
    PRIMARY KEY (lender_id, pack)
) STRICT, WITHOUT ROWID;
