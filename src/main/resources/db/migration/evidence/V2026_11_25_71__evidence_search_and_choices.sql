-- The ledger is asked by person, by activity and as a whole, newest first.
CREATE INDEX evidence_entry_of_person ON evidence_entry (tenant, owner, experienced, statement_id);
CREATE INDEX evidence_entry_of_activity ON evidence_entry (tenant, subject_hash, experienced, statement_id);
CREATE INDEX evidence_entry_in_time ON evidence_entry (tenant, experienced, statement_id);

-- How results of an activity are read where somebody decided so; the highest version holds, the others are the record.
CREATE TABLE evidence_reading_choice (
    tenant BIGINT NOT NULL,
    activity_hash VARCHAR(64) NOT NULL,
    version INT NOT NULL,
    activity VARCHAR(4000) NOT NULL,
    -- AUTO, ZERO_TO_ONE or MINUS_ONE_TO_ONE.
    scaled VARCHAR(20) NOT NULL,
    success_counts INT NOT NULL,
    as_a_whole INT NOT NULL,
    -- The course in which it was decided.
    course VARCHAR(300) NOT NULL,
    decided_by VARCHAR(200) NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, activity_hash, version)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- By which version of the rules a tenant's ledger was read last.
CREATE TABLE evidence_rules (
    tenant BIGINT NOT NULL,
    version VARCHAR(100) NOT NULL,
    PRIMARY KEY (tenant)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
