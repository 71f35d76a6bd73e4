-- A tier that staff of a course set in the place of what the evidence bears out, until a day. It is no evidence and changes
-- no estimate. Only ever added to; how it ended is written on it.
CREATE TABLE mastery_override (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    course VARCHAR(300) NOT NULL,
    number BIGINT NOT NULL,
    competency VARCHAR(64) NOT NULL,
    tier INT NOT NULL,
    -- What the evidence bore out, or an earlier override had set, when it was set; 0 for not known.
    tier_before INT NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    set_by VARCHAR(400) NOT NULL,
    set_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    -- When it ended before its day, who ended it and why; a newer one for the same competency ends it too.
    ended_at BIGINT,
    ended_by VARCHAR(400),
    ended_why VARCHAR(1000),
    -- 1 once everybody concerned was told that it is over.
    settled INT NOT NULL,
    PRIMARY KEY (tenant, learner, course, number),
    KEY mastery_override_ending (tenant, settled, ends_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
