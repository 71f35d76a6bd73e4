-- How many more like it were refused within the same minute, once too many were to keep each; at least.
ALTER TABLE lti_launch_audit ADD COLUMN repeated INT NOT NULL DEFAULT 0;
