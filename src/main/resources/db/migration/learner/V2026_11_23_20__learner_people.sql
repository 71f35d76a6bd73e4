CREATE TABLE learner_person (
    tenant BIGINT NOT NULL,
    id VARCHAR(36) NOT NULL,
    -- What a platform calls them; empty if none says.
    display_name VARCHAR(500) NOT NULL,
    -- Empty until they choose one.
    role VARCHAR(200) NOT NULL,
    -- 1 for a platform's student preview.
    test_user INT NOT NULL,
    first_seen BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Who they are on each platform.
CREATE TABLE learner_identity (
    tenant BIGINT NOT NULL,
    registration BIGINT NOT NULL,
    subject VARCHAR(255) NOT NULL,
    learner VARCHAR(36) NOT NULL,
    PRIMARY KEY (tenant, registration, subject),
    KEY learner_identity_of (tenant, learner)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Which xAPI agents are theirs, and who says so.
CREATE TABLE learner_agent (
    tenant BIGINT NOT NULL,
    agent_hash VARCHAR(64) NOT NULL,
    agent_key VARCHAR(2000) NOT NULL,
    learner VARCHAR(36) NOT NULL,
    vouched_by VARCHAR(40) NOT NULL,
    claimed_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, agent_hash),
    KEY learner_agent_of (tenant, learner)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Where they opened Waymark, and as what.
CREATE TABLE learner_course (
    tenant BIGINT NOT NULL,
    registration BIGINT NOT NULL,
    context_id VARCHAR(255) NOT NULL,
    learner VARCHAR(36) NOT NULL,
    -- 1 if they last came as a learner, 0 as staff.
    as_learner INT NOT NULL,
    last_seen BIGINT NOT NULL,
    PRIMARY KEY (tenant, registration, context_id, learner),
    KEY learner_course_of (tenant, learner)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
