CREATE INDEX IF NOT EXISTS rises_credential ON rises (credential, at) WHERE of_lender = 1;
