ALTER TABLE rails ADD COLUMN feed_heard_to INTEGER;
