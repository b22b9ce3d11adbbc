CREATE INDEX IF NOT EXISTS contracts_lender ON contracts (lender_id, id);
