-- The sections or groups of a course that a person is in, by the platform's ids, as their last launch told them.
CREATE TABLE learner_section (
    tenant BIGINT NOT NULL,
    registration BIGINT NOT NULL,
    context_id VARCHAR(255) NOT NULL,
    learner VARCHAR(36) NOT NULL,
    section VARCHAR(64) NOT NULL,
    PRIMARY KEY (tenant, registration, context_id, learner, section)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
