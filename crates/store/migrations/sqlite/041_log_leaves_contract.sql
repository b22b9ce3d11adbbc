CREATE INDEX IF NOT EXISTS log_leaves_contract ON log_leaves (contract_id, id) WHERE contract_id IS NOT NULL;
