CREATE INDEX IF NOT EXISTS events_lender ON events (lender_id, id);
