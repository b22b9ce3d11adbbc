CREATE TABLE IF NOT EXISTS rail_feeds (
    lender_id BLOB NOT NULL,
    rail TEXT NOT NULL,
    heard_to INTEGER NOT NULL,
    PRIMARY KEY (lender_id, rail)
) STRICT, WITHOUT ROWID;
