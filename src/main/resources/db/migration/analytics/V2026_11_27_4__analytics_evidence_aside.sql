-- The table beneath is made anew; the views come back when it is there.
DROP VIEW analytics_evidence;
DROP VIEW analytics_all_evidence;
