CREATE INDEX IF NOT EXISTS devices_lender ON devices (lender_id, id);
