CREATE INDEX IF NOT EXISTS outbox_dead ON outbox (topic) WHERE dead = 1;
