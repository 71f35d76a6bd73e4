-- What staff of a course decided about a learner's path: who, when, why and what. Only ever added to.
CREATE TABLE path_decision (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    course VARCHAR(300) NOT NULL,
    number BIGINT NOT NULL,
    decided_at BIGINT NOT NULL,
    decided_by VARCHAR(400) NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    what MEDIUMTEXT NOT NULL,
    PRIMARY KEY (tenant, learner, course, number)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- A tier to plan with in the place of the one that the evidence bears out, until a day. It is no evidence.
CREATE TABLE path_tier (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    course VARCHAR(300) NOT NULL,
    competency VARCHAR(64) NOT NULL,
    tier INT NOT NULL,
    ends_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, learner, course, competency)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
