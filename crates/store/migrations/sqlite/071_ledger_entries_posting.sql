-- A posting has one place.
CREATE UNIQUE INDEX IF NOT EXISTS ledger_entries_posting ON ledger_entries (owner_id, number);
