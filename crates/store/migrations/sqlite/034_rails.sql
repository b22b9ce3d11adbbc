CREATE TABLE IF NOT EXISTS rails (
    lender_id BLOB NOT NULL,
    rail TEXT NOT NULL,
    scheme TEXT NOT NULL,
    secrets BLOB NOT NULL,
    feed_reconciled_to INTEGER,
    PRIMARY KEY (lender_id, rail)
) STRICT, WITHOUT ROWID;
