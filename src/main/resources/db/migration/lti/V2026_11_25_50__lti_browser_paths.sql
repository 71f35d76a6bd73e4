-- How a launch showed that it came back to the browser in which its login began: a word of BrowserPath, or nothing.
ALTER TABLE lti_launch_audit ADD COLUMN browser_path VARCHAR(32) NOT NULL DEFAULT '';

-- The frame whose storage keeps this browser's secret as well, once the frame said that it does.
ALTER TABLE lti_login ADD COLUMN storage_frame VARCHAR(255);
