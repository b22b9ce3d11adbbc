CREATE INDEX IF NOT EXISTS raw_events_unfinished ON raw_events (received_at, id) WHERE state = 'received';
