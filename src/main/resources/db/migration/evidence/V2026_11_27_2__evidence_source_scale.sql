-- What a source means by score.scaled, where an administrator said so. No row: as the rules read it.
CREATE TABLE evidence_source_scale (
    tenant BIGINT NOT NULL,
    source VARCHAR(100) NOT NULL,
    -- ZERO_TO_ONE or MINUS_ONE_TO_ONE.
    scaled VARCHAR(20) NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, source)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
