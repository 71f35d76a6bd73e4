-- How far each LRS has been read.
CREATE TABLE lrs_cursor (
    tenant BIGINT NOT NULL,
    source VARCHAR(100) NOT NULL,
    -- Everything stored up to here is with us; 0 before the first page.
    position BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    -- When the last reading came to its end, and up to which storing time it knew everything; 0 for never.
    finished BIGINT NOT NULL,
    complete_to BIGINT NOT NULL,
    -- When the overlap was last read again.
    overlap_read BIGINT NOT NULL,
    failures INT NOT NULL,
    retry_at BIGINT NOT NULL,
    problem VARCHAR(1000) NOT NULL,
    PRIMARY KEY (tenant, source)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- How far each agent has been read by itself.
CREATE TABLE lrs_freshness (
    tenant BIGINT NOT NULL,
    source VARCHAR(100) NOT NULL,
    agent_hash VARCHAR(64) NOT NULL,
    position BIGINT NOT NULL,
    as_of BIGINT NOT NULL,
    reachable INT NOT NULL,
    PRIMARY KEY (tenant, source, agent_hash)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
