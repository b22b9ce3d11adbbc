CREATE INDEX IF NOT EXISTS log_leaves_placed ON log_leaves (done, place) WHERE place IS NOT NULL AND done = 0;
