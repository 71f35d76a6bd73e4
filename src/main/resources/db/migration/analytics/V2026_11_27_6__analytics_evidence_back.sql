-- entry tells the rows of one statement about one person apart; it is no part of the dictionary.
CREATE VIEW analytics_all_evidence AS
SELECT e.tenant, e.statement_id AS statement, e.owner AS person, e.agent_hash AS entry, e.source, e.experienced,
       e.stored_at, e.outcome, e.voided
FROM evidence_entry e
JOIN analytics_all_people p ON p.tenant = e.tenant AND p.person = e.owner
WHERE e.linked = 1;

CREATE VIEW analytics_evidence AS
SELECT v.statement, v.person, v.source, v.experienced, v.stored_at, v.outcome, v.voided
FROM analytics_all_evidence v JOIN analytics_account a ON a.tenant = v.tenant AND a.people = 1;
