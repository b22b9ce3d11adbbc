CREATE INDEX IF NOT EXISTS contracts_reference ON contracts (lender_id, external_reference, id)
WHERE external_reference IS NOT NULL;
