-- How people differ and how sure estimates turned out to be, as learnt with the version; absent while too few were seen.
ALTER TABLE mastery_snapshot ADD COLUMN general_variance DOUBLE NULL;
ALTER TABLE mastery_snapshot ADD COLUMN competency_variance DOUBLE NULL;
ALTER TABLE mastery_snapshot ADD COLUMN doubt_few DOUBLE NULL;
ALTER TABLE mastery_snapshot ADD COLUMN doubt_some DOUBLE NULL;
ALTER TABLE mastery_snapshot ADD COLUMN doubt_many DOUBLE NULL;
