CREATE INDEX IF NOT EXISTS api_keys_lender ON api_keys (lender_id, id);
