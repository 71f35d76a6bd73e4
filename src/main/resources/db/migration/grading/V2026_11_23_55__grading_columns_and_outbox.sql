-- A learner's grade column on a platform, as their last launch told it.
CREATE TABLE grading_column (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    line_item_hash CHAR(64) NOT NULL,
    line_item VARCHAR(2000) NOT NULL,
    course VARCHAR(300) NOT NULL,
    registration BIGINT NOT NULL,
    deployment VARCHAR(255) NOT NULL,
    resource_link VARCHAR(255) NOT NULL,
    subject VARCHAR(255) NOT NULL,
    scopes VARCHAR(2000) NOT NULL,
    gradable BOOLEAN NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, learner, line_item_hash),
    KEY grading_column_by_course (tenant, learner, course)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The newest order of each column, open or ended, and what the platform is known to have. Scores are hundredths.
CREATE TABLE grading_order (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    line_item_hash CHAR(64) NOT NULL,
    registration BIGINT NOT NULL,
    state VARCHAR(16) NOT NULL,
    revision BIGINT NOT NULL,
    score INT,
    note VARCHAR(300),
    stamp BIGINT,
    last_stamp BIGINT,
    settled_score INT,
    sent_score INT,
    sent_at BIGINT,
    attempts INT NOT NULL,
    not_before BIGINT NOT NULL,
    claimed_by VARCHAR(40),
    claimed_until BIGINT NOT NULL,
    detail VARCHAR(500),
    PRIMARY KEY (tenant, learner, line_item_hash),
    KEY grading_order_waiting (tenant, registration, state, not_before)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- How each order that reached the platform ended. Never changed, never deleted with its column.
CREATE TABLE grading_sent (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    line_item_hash CHAR(64) NOT NULL,
    stamp BIGINT NOT NULL,
    line_item VARCHAR(2000) NOT NULL,
    course VARCHAR(300) NOT NULL,
    score INT NOT NULL,
    outcome VARCHAR(16) NOT NULL,
    attempts INT NOT NULL,
    detail VARCHAR(500),
    ended_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, learner, line_item_hash, stamp)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- A platform that asked us to wait, or that does not answer, is left in peace until then.
CREATE TABLE grading_pause (
    tenant BIGINT NOT NULL,
    registration BIGINT NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (tenant, registration)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
