-- How far a person's rights reach in the course, as the launch told it.
ALTER TABLE lti_session ADD COLUMN sections VARCHAR(8000);
ALTER TABLE lti_session ADD COLUMN sections_only INT NOT NULL DEFAULT 0;
-- One id a line: the people whose mentor they are.
ALTER TABLE lti_session ADD COLUMN mentees MEDIUMTEXT;
-- When the course ends or ended; 0 where the platform says that it is over.
ALTER TABLE lti_session ADD COLUMN course_ends_at BIGINT;
