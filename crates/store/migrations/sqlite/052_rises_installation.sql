CREATE INDEX IF NOT EXISTS rises_installation ON rises (at) WHERE of_installation = 1;
