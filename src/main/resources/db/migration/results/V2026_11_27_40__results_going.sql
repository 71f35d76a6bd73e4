-- How far a long file has come that is being read in, and when that was last heard of; 0 for a file that is not.
ALTER TABLE results_import ADD COLUMN going_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE results_import ADD COLUMN going_done INT NOT NULL DEFAULT 0;
ALTER TABLE results_import ADD COLUMN going_total INT NOT NULL DEFAULT 0;
-- What was chosen for its columns, so that it can go on after a halt.
ALTER TABLE results_import ADD COLUMN going_with MEDIUMTEXT;
