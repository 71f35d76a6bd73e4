-- What an administrator wants to know of a reading, and may ask of it.
ALTER TABLE lrs_cursor ADD COLUMN paused INT NOT NULL DEFAULT 0;
-- Digest of the credentials that were refused; reading rests until they are others, or an administrator resumes.
ALTER TABLE lrs_cursor ADD COLUMN refused VARCHAR(64) NOT NULL DEFAULT '';
-- When a page last came, by our clock, and how far the LRS's clock was ahead of ours then.
ALTER TABLE lrs_cursor ADD COLUMN page_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lrs_cursor ADD COLUMN clock_ahead BIGINT NOT NULL DEFAULT 0;
-- Statements that were new to us, and how long fetching and storing them took, since reading began.
ALTER TABLE lrs_cursor ADD COLUMN statements BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lrs_cursor ADD COLUMN busy BIGINT NOT NULL DEFAULT 0;
-- Of these, those that surfaced behind the cursor.
ALTER TABLE lrs_cursor ADD COLUMN late BIGINT NOT NULL DEFAULT 0;
-- The reading up to now of what was there before: where it began in storing time, and how long it was busy with what.
ALTER TABLE lrs_cursor ADD COLUMN fill_from BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lrs_cursor ADD COLUMN fill_busy BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lrs_cursor ADD COLUMN fill_statements BIGINT NOT NULL DEFAULT 0;
-- A stretch that is read again, nightly or because somebody asked: from, read up to, until. until = 0: none.
ALTER TABLE lrs_cursor ADD COLUMN again_from BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lrs_cursor ADD COLUMN again_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lrs_cursor ADD COLUMN again_until BIGINT NOT NULL DEFAULT 0;
-- When a nightly one was last begun and last done.
ALTER TABLE lrs_cursor ADD COLUMN nightly_begun BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lrs_cursor ADD COLUMN nightly_done BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lrs_cursor ADD COLUMN nightly_found BIGINT NOT NULL DEFAULT 0;

-- A stretch that an LRS cannot give, in storing time; 0 and 0 for a single statement.
ALTER TABLE lrs_unusable ADD COLUMN stretch_from BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lrs_unusable ADD COLUMN stretch_to BIGINT NOT NULL DEFAULT 0;
