-- The last word of the verb's IRI in small letters; blank for what was entered before, until it is read again.
ALTER TABLE evidence_entry ADD COLUMN verb VARCHAR(100) NOT NULL DEFAULT '';
-- The ledger is asked by source and by verb, newest first.
CREATE INDEX evidence_entry_of_source ON evidence_entry (tenant, source, experienced, statement_id);
CREATE INDEX evidence_entry_of_verb ON evidence_entry (tenant, verb, experienced, statement_id);
