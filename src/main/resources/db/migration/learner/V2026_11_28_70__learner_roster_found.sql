-- People found so far by the reading that is under way, so that whoever waits sees it move.
ALTER TABLE learner_roster_sync ADD COLUMN found INT NOT NULL DEFAULT 0;
