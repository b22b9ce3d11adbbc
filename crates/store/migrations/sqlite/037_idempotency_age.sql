CREATE INDEX IF NOT EXISTS idempotency_age ON idempotency (begun_at);
