-- What was booked on a day, summed; sums are 128 bits, big-endian. A trial balance adds up days, not entries.
CREATE TABLE IF NOT EXISTS ledger_days (
    lender_id BLOB NOT NULL,
    booked_on INTEGER NOT NULL,
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    debit BLOB NOT NULL,
    credit BLOB NOT NULL,
    first_place INTEGER NOT NULL,
    last_place INTEGER NOT NULL,
    PRIMARY KEY (lender_id, booked_on, account, currency)
) STRICT, WITHOUT ROWID;
