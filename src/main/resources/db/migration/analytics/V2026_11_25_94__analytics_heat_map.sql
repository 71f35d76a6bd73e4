CREATE VIEW analytics_all_targets AS
SELECT t.tenant, t.job_role, t.competency, t.tier AS target
FROM competency_target t;

-- A group of fewer than five is not told. There is no total from which a hidden group could be found by taking away.
CREATE VIEW analytics_all_heat_map AS
SELECT g.tenant, g.job_role, g.competency, g.target,
       CASE WHEN g.people >= 5 THEN g.people END AS people,
       CASE WHEN g.people >= 5 THEN g.below_target END AS below_target,
       CASE WHEN g.people >= 5 THEN g.not_known END AS not_known
FROM (
    SELECT t.tenant, t.job_role, t.competency, t.tier AS target, COUNT(*) AS people,
           SUM(CASE WHEN e.known AND e.tier < t.tier THEN 1 ELSE 0 END) AS below_target,
           SUM(CASE WHEN e.known THEN 0 ELSE 1 END) AS not_known
    FROM competency_target t
    JOIN analytics_all_people p ON p.tenant = t.tenant AND p.job_role = t.job_role
    LEFT JOIN mastery_estimate e ON e.tenant = t.tenant AND e.learner = p.person AND e.competency = t.competency
    GROUP BY t.tenant, t.job_role, t.competency, t.tier
) g;

CREATE VIEW analytics_targets AS
SELECT v.job_role, v.competency, v.target
FROM analytics_all_targets v JOIN analytics_account a ON a.tenant = v.tenant;

CREATE VIEW analytics_heat_map AS
SELECT v.job_role, v.competency, v.target, v.people, v.below_target, v.not_known
FROM analytics_all_heat_map v JOIN analytics_account a ON a.tenant = v.tenant;
