-- Covers the fold of a lender's balances.
CREATE INDEX IF NOT EXISTS posting_lines_fold ON posting_lines (lender_id, account, currency, debit, minor);
