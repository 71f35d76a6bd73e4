-- What a learner was shown of their path: now, and at the end of the visit before, so that the page can say what changed.
-- seen: the role, and the items on the path in their order, apart by blanks. before_at 0: there was no visit before.
CREATE TABLE path_visit (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    course VARCHAR(300) NOT NULL,
    seen_at BIGINT NOT NULL,
    seen MEDIUMTEXT NOT NULL,
    before_at BIGINT NOT NULL,
    seen_before MEDIUMTEXT NOT NULL,
    PRIMARY KEY (tenant, learner, course)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
