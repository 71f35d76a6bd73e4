-- What learners object to, and what staff answered.
CREATE TABLE objection_raised (
    tenant BIGINT NOT NULL,
    id VARCHAR(36) NOT NULL,
    learner VARCHAR(36) NOT NULL,
    course VARCHAR(300) NOT NULL,
    -- STATEMENT or TIER; subject is the statement's or the competency's id.
    about VARCHAR(12) NOT NULL,
    subject VARCHAR(64) NOT NULL,
    claim VARCHAR(24) NOT NULL,
    words VARCHAR(2000) NOT NULL,
    raised_at BIGINT NOT NULL,
    -- OPEN, ANSWERED or WITHDRAWN.
    state VARCHAR(12) NOT NULL,
    -- What was done, empty while open; tier is 0 and tier_until 0 where none was set.
    act VARCHAR(16) NOT NULL,
    answer VARCHAR(1000) NOT NULL,
    tier INT NOT NULL,
    tier_until BIGINT NOT NULL,
    answered_by VARCHAR(100) NOT NULL,
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id),
    KEY objection_raised_of (tenant, learner, course, raised_at),
    KEY objection_raised_queue (tenant, course, state, raised_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
