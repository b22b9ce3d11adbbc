CREATE INDEX IF NOT EXISTS contracts_due ON contracts (clock, next_action_at, id)
WHERE next_action_at IS NOT NULL;
