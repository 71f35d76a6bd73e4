-- Of a stretch that is read again: how many statements came, known ones too, and how long fetching and storing them took.
ALTER TABLE lrs_cursor ADD COLUMN again_read BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lrs_cursor ADD COLUMN again_busy BIGINT NOT NULL DEFAULT 0;
