-- A piece that nobody has rated may be replaced. The one before it stays, in the state REPLACED; the new one names it.
ALTER TABLE practical_piece ADD COLUMN replaces VARCHAR(36) NOT NULL DEFAULT '';
