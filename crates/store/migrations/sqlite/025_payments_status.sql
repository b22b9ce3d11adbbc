CREATE INDEX IF NOT EXISTS payments_status ON payments (lender_id, status, id);
