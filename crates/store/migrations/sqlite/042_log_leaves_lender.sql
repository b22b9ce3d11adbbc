CREATE INDEX IF NOT EXISTS log_leaves_lender ON log_leaves (lender_id, kind, at) WHERE lender_id IS NOT NULL;
