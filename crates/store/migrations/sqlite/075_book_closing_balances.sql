CREATE TABLE IF NOT EXISTS book_closing_balances (
    lender_id BLOB NOT NULL,
    through INTEGER NOT NULL,
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    debit BLOB NOT NULL,
    credit BLOB NOT NULL,
    PRIMARY KEY (lender_id, through, account, currency)
) STRICT, WITHOUT ROWID;
