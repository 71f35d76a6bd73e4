-- Until when the platform asked to be left alone (Retry-After): nobody's wish to read now goes before it.
ALTER TABLE learner_roster_sync ADD COLUMN asked_until BIGINT NOT NULL DEFAULT 0;
