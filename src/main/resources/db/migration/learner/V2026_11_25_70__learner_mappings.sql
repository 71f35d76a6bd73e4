-- What an administrator has declared: accounts on this home page are this platform's people, named by this field.
CREATE TABLE learner_mapping (
    tenant BIGINT NOT NULL,
    id VARCHAR(36) NOT NULL,
    registration BIGINT NOT NULL,
    -- ACCOUNT: home_page is the account's homePage. OPENID: it is what stands before the name.
    kind VARCHAR(10) NOT NULL,
    home_page VARCHAR(1000) NOT NULL,
    -- SUBJECT, SOURCED_ID, USERNAME, ID_NUMBER, CANVAS_USER_ID or EMAIL.
    field VARCHAR(20) NOT NULL,
    declared_by VARCHAR(200) NOT NULL,
    declared_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Platforms whose e-mail addresses an administrator vouches for: each belongs to the person who has it there.
CREATE TABLE learner_mail_vouched (
    tenant BIGINT NOT NULL,
    registration BIGINT NOT NULL,
    vouched_by VARCHAR(200) NOT NULL,
    vouched_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, registration)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Agents that an administrator took from a person: no launch gives them back.
CREATE TABLE learner_agent_apart (
    tenant BIGINT NOT NULL,
    agent_hash VARCHAR(64) NOT NULL,
    learner VARCHAR(36) NOT NULL,
    decided_by VARCHAR(200) NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, agent_hash, learner)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
