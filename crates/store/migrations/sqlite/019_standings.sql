-- The current one only: a higher sequence replaces all before.
CREATE TABLE IF NOT EXISTS standings (
    device_id BLOB NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    level TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
