-- Files of results that staff of a course read in.
CREATE TABLE results_import (
    tenant BIGINT NOT NULL,
    id VARCHAR(36) NOT NULL,
    -- Digest of the course's key.
    course VARCHAR(64) NOT NULL,
    registration BIGINT NOT NULL,
    -- DRAFT, APPLIED or UNDONE.
    state VARCHAR(10) NOT NULL,
    file_name VARCHAR(100) NOT NULL,
    imported_by VARCHAR(200) NOT NULL,
    imported_at BIGINT NOT NULL,
    undone_at BIGINT NOT NULL,
    -- How many scores it brought.
    scores INT NOT NULL,
    -- The file, while it is a draft.
    content MEDIUMTEXT NOT NULL,
    PRIMARY KEY (tenant, id),
    KEY results_import_of (tenant, course, imported_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Every score that an import brought; the highest version that was not undone holds.
CREATE TABLE results_score (
    tenant BIGINT NOT NULL,
    course VARCHAR(64) NOT NULL,
    -- Digest of the account by which the person is named.
    person_hash VARCHAR(64) NOT NULL,
    activity_hash VARCHAR(64) NOT NULL,
    version INT NOT NULL,
    import_id VARCHAR(36) NOT NULL,
    statement_id VARCHAR(36) NOT NULL,
    -- What the cell comes down to: points of points, or blank for taken away.
    score VARCHAR(60) NOT NULL,
    experienced BIGINT NOT NULL,
    undone INT NOT NULL,
    PRIMARY KEY (tenant, course, person_hash, activity_hash, version),
    KEY results_score_of (tenant, import_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Whom a file named and nobody has launched as yet.
CREATE TABLE results_person (
    tenant BIGINT NOT NULL,
    course VARCHAR(64) NOT NULL,
    registration BIGINT NOT NULL,
    field VARCHAR(20) NOT NULL,
    value_hash VARCHAR(64) NOT NULL,
    agent_key VARCHAR(700) NOT NULL,
    -- 0 until somebody is known to be it.
    linked BIGINT NOT NULL,
    PRIMARY KEY (tenant, course, field, value_hash),
    KEY results_person_by (tenant, registration, field, value_hash)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
