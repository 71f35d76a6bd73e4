-- The ledger made anew from the statements that are kept: what was asked for, and how far it is. Nobody can be found by it.
CREATE TABLE evidence_replay (
    tenant BIGINT NOT NULL,
    replay_id VARCHAR(36) NOT NULL,
    -- One source, or blank for all.
    source VARCHAR(100) NOT NULL,
    asked_by VARCHAR(200) NOT NULL,
    state VARCHAR(20) NOT NULL,
    -- 1 while it runs, then NULL: a tenant has one at a time.
    running INT,
    begun_at BIGINT NOT NULL,
    heard_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    -- Statements up to this number are read, up to that one are to be.
    at_no BIGINT NOT NULL,
    until_no BIGINT NOT NULL,
    statements INT NOT NULL,
    statements_done INT NOT NULL,
    changed INT NOT NULL,
    unreadable INT NOT NULL,
    people INT NOT NULL,
    people_left INT NOT NULL,
    tried_used INT NOT NULL,
    tried_left INT NOT NULL,
    tried_asked INT NOT NULL,
    failures INT NOT NULL,
    problem VARCHAR(1000) NOT NULL,
    PRIMARY KEY (tenant, replay_id),
    UNIQUE KEY evidence_replay_one (tenant, running),
    KEY evidence_replay_newest (tenant, begun_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
