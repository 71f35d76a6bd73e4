-- One row for each statement and agent it is about. Written once; only whose it is and what became of it may change.
CREATE TABLE evidence_entry (
    tenant BIGINT NOT NULL,
    statement_id VARCHAR(36) NOT NULL,
    agent_hash VARCHAR(64) NOT NULL,
    -- The learner's id, or a question mark and agent_hash while nobody is known to be this agent.
    owner VARCHAR(65) NOT NULL,
    linked INT NOT NULL,
    agent_key VARCHAR(2000) NOT NULL,
    agent_name VARCHAR(500) NOT NULL,
    source VARCHAR(100) NOT NULL,
    experienced BIGINT NOT NULL,
    stored_at BIGINT NOT NULL,
    voided INT NOT NULL,
    -- What is read together: digest of the engine's group.
    group_hash VARCHAR(64) NOT NULL,
    -- The activity that an alignment would be for; digest, and whether the statement brings a result.
    subject_hash VARCHAR(64) NOT NULL,
    has_result INT NOT NULL,
    facts MEDIUMTEXT NOT NULL,
    -- COUNTED, or why not.
    outcome VARCHAR(40) NOT NULL,
    mapped MEDIUMTEXT NOT NULL,
    PRIMARY KEY (tenant, statement_id, agent_hash),
    KEY evidence_entry_group (tenant, owner, group_hash),
    KEY evidence_entry_outcome (tenant, linked, outcome),
    KEY evidence_entry_in_group (tenant, group_hash),
    KEY evidence_entry_subject (tenant, has_result, subject_hash)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Locked by whoever writes an owner's entries, so that two who do never work from half of them.
CREATE TABLE evidence_head (
    tenant BIGINT NOT NULL,
    owner VARCHAR(65) NOT NULL,
    PRIMARY KEY (tenant, owner)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Activities that statements have shown, by the digest of their IRI.
CREATE TABLE evidence_activity (
    tenant BIGINT NOT NULL,
    activity_hash VARCHAR(64) NOT NULL,
    activity VARCHAR(4000) NOT NULL,
    type VARCHAR(1000) NOT NULL,
    name VARCHAR(1000) NOT NULL,
    PRIMARY KEY (tenant, activity_hash)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- In which groups an activity is mentioned: those are read again when its alignment changes.
CREATE TABLE evidence_mention (
    tenant BIGINT NOT NULL,
    activity_hash VARCHAR(64) NOT NULL,
    group_hash VARCHAR(64) NOT NULL,
    PRIMARY KEY (tenant, activity_hash, group_hash)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Owners whose entries must be read again because an alignment changed, until that was done.
CREATE TABLE evidence_stale (
    tenant BIGINT NOT NULL,
    owner VARCHAR(65) NOT NULL,
    PRIMARY KEY (tenant, owner)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
