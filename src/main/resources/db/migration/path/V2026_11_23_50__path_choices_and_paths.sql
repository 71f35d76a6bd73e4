-- What a learner chose about their path in a course.
CREATE TABLE path_choices (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    course VARCHAR(300) NOT NULL,
    choices MEDIUMTEXT NOT NULL,
    chosen_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, learner, course)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The path as it stands, with everything it was planned from, so that it can be planned again to the same bits.
-- basis: SHA-256 of what the path rests on, to see at a glance that nothing has changed. version 0: being made.
CREATE TABLE path_current (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    course VARCHAR(300) NOT NULL,
    version BIGINT NOT NULL,
    basis CHAR(64) NOT NULL,
    inputs MEDIUMTEXT NOT NULL,
    path MEDIUMTEXT NOT NULL,
    planned_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, learner, course)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Items that left the path as done. by_word: the learner said so; otherwise they hold all that it teaches.
CREATE TABLE path_done (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    course VARCHAR(300) NOT NULL,
    item VARCHAR(64) NOT NULL,
    by_word BOOLEAN NOT NULL,
    done_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, learner, course, item)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
