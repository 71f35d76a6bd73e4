-- What analytics consumers read. For each subject two views: analytics_all_… with every tenant's rows, for Waymark's own
-- API, never to be granted; and analytics_…, which shows the account that asks the rows of its tenant and nothing else.
-- USER() is the account that asks, although the views run with their definer's rights. Names and e-mails are in none.

CREATE VIEW analytics_all_people AS
SELECT p.tenant, p.id AS person, p.role AS job_role, p.first_seen, p.last_seen
FROM learner_person p
WHERE p.test_user = 0
  AND EXISTS (SELECT 1 FROM learner_course c WHERE c.tenant = p.tenant AND c.learner = p.id AND c.as_learner = 1);

CREATE VIEW analytics_all_courses AS
SELECT c.tenant, c.learner AS person, c.registration, c.context_id AS context, c.last_seen
FROM learner_course c
JOIN analytics_all_people p ON p.tenant = c.tenant AND p.person = c.learner
WHERE c.as_learner = 1;

CREATE VIEW analytics_all_identities AS
SELECT i.tenant, i.learner AS person, r.issuer, r.client_id, i.subject
FROM learner_identity i
JOIN lti_registration r ON r.tenant = i.tenant AND r.id = i.registration
JOIN analytics_all_people p ON p.tenant = i.tenant AND p.person = i.learner;

CREATE VIEW analytics_all_tiers AS
SELECT e.tenant, e.learner AS person, e.competency, e.tier, e.known, e.provisional, e.mean AS estimate,
       SQRT(e.variance) AS doubt, e.direct AS pieces, e.as_of, e.configuration
FROM mastery_estimate e
JOIN analytics_all_people p ON p.tenant = e.tenant AND p.person = e.learner;

CREATE VIEW analytics_all_tier_moves AS
SELECT m.tenant, m.learner AS person, m.revision, m.competency, m.from_tier, m.to_tier, m.moved_at
FROM mastery_move m
JOIN analytics_all_people p ON p.tenant = m.tenant AND p.person = m.learner;

-- entry tells the rows of one statement about one person apart; it is no part of the dictionary.
CREATE VIEW analytics_all_evidence AS
SELECT e.tenant, e.statement_id AS statement, e.owner AS person, e.agent_hash AS entry, e.source, e.experienced,
       e.stored_at, e.outcome, e.voided
FROM evidence_entry e
JOIN analytics_all_people p ON p.tenant = e.tenant AND p.person = e.owner
WHERE e.linked = 1;

CREATE VIEW analytics_all_scores AS
SELECT s.tenant, s.learner AS person, s.line_item_hash AS entry, s.stamp, s.course, s.line_item, s.score / 100.0 AS score,
       s.outcome, s.attempts, s.ended_at
FROM grading_sent s
JOIN analytics_all_people p ON p.tenant = s.tenant AND p.person = s.learner;

-- The account that asks, and what it may see; no row for everybody else.
CREATE VIEW analytics_account AS
SELECT a.tenant, a.people
FROM access_database_account a
WHERE a.account = LOWER(LEFT(CONCAT(USER(), '@'), LOCATE('@', CONCAT(USER(), '@')) - 1));

CREATE VIEW analytics_people AS
SELECT v.person, v.job_role, v.first_seen, v.last_seen
FROM analytics_all_people v JOIN analytics_account a ON a.tenant = v.tenant AND a.people = 1;

CREATE VIEW analytics_courses AS
SELECT v.person, v.registration, v.context, v.last_seen
FROM analytics_all_courses v JOIN analytics_account a ON a.tenant = v.tenant AND a.people = 1;

CREATE VIEW analytics_tiers AS
SELECT v.person, v.competency, v.tier, v.known, v.provisional, v.estimate, v.doubt, v.pieces, v.as_of, v.configuration
FROM analytics_all_tiers v JOIN analytics_account a ON a.tenant = v.tenant AND a.people = 1;

CREATE VIEW analytics_tier_moves AS
SELECT v.person, v.revision, v.competency, v.from_tier, v.to_tier, v.moved_at
FROM analytics_all_tier_moves v JOIN analytics_account a ON a.tenant = v.tenant AND a.people = 1;

CREATE VIEW analytics_evidence AS
SELECT v.statement, v.person, v.source, v.experienced, v.stored_at, v.outcome, v.voided
FROM analytics_all_evidence v JOIN analytics_account a ON a.tenant = v.tenant AND a.people = 1;

CREATE VIEW analytics_scores AS
SELECT v.person, v.stamp, v.course, v.line_item, v.score, v.outcome, v.attempts, v.ended_at
FROM analytics_all_scores v JOIN analytics_account a ON a.tenant = v.tenant AND a.people = 1;
