CREATE INDEX IF NOT EXISTS contracts_status ON contracts (lender_id, status, id);
