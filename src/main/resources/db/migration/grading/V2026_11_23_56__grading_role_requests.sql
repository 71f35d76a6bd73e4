-- What a learner asked for and nobody has answered yet: one at a time.
CREATE TABLE grading_role_request (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    course VARCHAR(300) NOT NULL,
    role_before VARCHAR(64),
    role_wanted VARCHAR(64) NOT NULL,
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, learner),
    KEY grading_role_request_by_course (tenant, course)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What became of each request, and by whom. Never changed.
CREATE TABLE grading_role_answer (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    asked_at BIGINT NOT NULL,
    course VARCHAR(300) NOT NULL,
    role_before VARCHAR(64),
    role_wanted VARCHAR(64) NOT NULL,
    answer VARCHAR(16) NOT NULL,
    answered_by VARCHAR(300) NOT NULL,
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, learner, asked_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
