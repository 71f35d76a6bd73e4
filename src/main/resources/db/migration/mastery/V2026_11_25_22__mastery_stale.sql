-- Learners to count anew because other content came into force, until that was done.
CREATE TABLE mastery_stale (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    PRIMARY KEY (tenant, learner)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
