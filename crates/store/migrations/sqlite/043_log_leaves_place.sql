CREATE UNIQUE INDEX IF NOT EXISTS log_leaves_place ON log_leaves (place) WHERE place IS NOT NULL;
