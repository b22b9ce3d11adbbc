CREATE INDEX IF NOT EXISTS approvals_state ON approvals (lender_id, state, id);
