-- Every statement that an LRS gave us, once, as it came.
CREATE TABLE lrs_statement (
    tenant BIGINT NOT NULL,
    source VARCHAR(100) NOT NULL,
    statement_id VARCHAR(36) NOT NULL,
    stored_at BIGINT NOT NULL,
    received BIGINT NOT NULL,
    -- Which transaction brought it: of two that bring the same statement, only one may pass it on.
    batch VARCHAR(36) NOT NULL,
    raw MEDIUMTEXT NOT NULL,
    PRIMARY KEY (tenant, source, statement_id),
    KEY lrs_statement_by_id (tenant, statement_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Whose statement it is: the actor, or each member of a group.
CREATE TABLE lrs_statement_agent (
    tenant BIGINT NOT NULL,
    agent_hash VARCHAR(64) NOT NULL,
    source VARCHAR(100) NOT NULL,
    statement_id VARCHAR(36) NOT NULL,
    PRIMARY KEY (tenant, agent_hash, source, statement_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Statements that were taken back, known to us or not yet.
CREATE TABLE lrs_voided (
    tenant BIGINT NOT NULL,
    source VARCHAR(100) NOT NULL,
    statement_id VARCHAR(36) NOT NULL,
    voided_by VARCHAR(36) NOT NULL,
    -- 1 once those who listen were told, which needs the statement itself.
    applied INT NOT NULL,
    PRIMARY KEY (tenant, source, statement_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What could not be read, with the reason.
CREATE TABLE lrs_unusable (
    tenant BIGINT NOT NULL,
    source VARCHAR(100) NOT NULL,
    raw_hash VARCHAR(64) NOT NULL,
    statement_id VARCHAR(36) NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    received BIGINT NOT NULL,
    raw LONGTEXT NOT NULL,
    PRIMARY KEY (tenant, source, raw_hash)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
