CREATE INDEX IF NOT EXISTS payments_contract ON payments (lender_id, contract_id, id)
WHERE contract_id IS NOT NULL;
