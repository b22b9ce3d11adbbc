-- One effect per (rail, external id) of a lender.
CREATE UNIQUE INDEX IF NOT EXISTS payments_external ON payments (lender_id, rail, external_id);
