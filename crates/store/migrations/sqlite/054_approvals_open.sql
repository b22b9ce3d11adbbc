-- One question at a time about one thing.
CREATE UNIQUE INDEX IF NOT EXISTS approvals_open ON approvals (lender_id, why, subject) WHERE state = 'open';
