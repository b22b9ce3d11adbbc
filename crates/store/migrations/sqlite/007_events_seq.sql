CREATE UNIQUE INDEX IF NOT EXISTS events_seq ON events (owner_id, seq) WHERE of_contract = 1;
