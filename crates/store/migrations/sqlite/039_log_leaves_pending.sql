CREATE INDEX IF NOT EXISTS log_leaves_pending ON log_leaves (id) WHERE place IS NULL;
