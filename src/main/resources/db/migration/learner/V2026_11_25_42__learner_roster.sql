-- Who is on a course's list, as the platform last told it. No e-mail. People who left stay, marked.
CREATE TABLE learner_roster (
    tenant BIGINT NOT NULL,
    registration BIGINT NOT NULL,
    context_id VARCHAR(255) NOT NULL,
    subject VARCHAR(255) NOT NULL,
    display_name VARCHAR(500) NOT NULL,
    roles VARCHAR(200) NOT NULL,
    status VARCHAR(10) NOT NULL,
    since BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    left_at BIGINT,
    PRIMARY KEY (tenant, registration, context_id, subject)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Where a course's list is, and how the last reading of it went.
CREATE TABLE learner_roster_sync (
    tenant BIGINT NOT NULL,
    registration BIGINT NOT NULL,
    context_id VARCHAR(255) NOT NULL,
    deployment VARCHAR(255) NOT NULL,
    memberships VARCHAR(2000) NOT NULL,
    family VARCHAR(100) NOT NULL,
    differences VARCHAR(2000),
    wanted INT NOT NULL,
    not_before BIGINT NOT NULL,
    failures INT NOT NULL,
    tried_at BIGINT NOT NULL,
    complete_at BIGINT NOT NULL,
    whole_at BIGINT NOT NULL,
    pages INT NOT NULL,
    people INT NOT NULL,
    outcome VARCHAR(20) NOT NULL,
    detail VARCHAR(500),
    held_leaving INT NOT NULL,
    held_of INT NOT NULL,
    confirmed_by VARCHAR(300),
    confirmed_at BIGINT,
    PRIMARY KEY (tenant, registration, context_id),
    KEY learner_roster_sync_due (tenant, not_before)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
