-- A key is published before it signs, and stays published after it has signed its last. Two are active at any time: the
-- one that signs (the newest whose signs_from is past), and the next, whose signs_from is not decided yet.
ALTER TABLE lti_tool_key ADD COLUMN signs_from BIGINT;
ALTER TABLE lti_tool_key ADD COLUMN served_until BIGINT;
UPDATE lti_tool_key SET signs_from = created_at;
