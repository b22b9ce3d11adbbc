CREATE INDEX IF NOT EXISTS outbox_ready ON outbox (topic, ready_at, id) WHERE dead = 0;
