-- A published version of framework, roles, catalogue and suggestion rules. The one with the highest number is in force.
CREATE TABLE competency_version (
    tenant BIGINT NOT NULL,
    version VARCHAR(100) NOT NULL,
    number BIGINT NOT NULL,
    sha256 CHAR(64) NOT NULL,
    published_by VARCHAR(200) NOT NULL,
    published_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, version),
    UNIQUE KEY competency_version_number (tenant, number)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Its documents, JSON as published. Never updated.
CREATE TABLE competency_document (
    tenant BIGINT NOT NULL,
    version VARCHAR(100) NOT NULL,
    part VARCHAR(20) NOT NULL,
    body MEDIUMTEXT NOT NULL,
    PRIMARY KEY (tenant, version, part)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The number of the last decision of a tenant. Its row is the lock that puts decisions in one order.
CREATE TABLE competency_alignment_count (
    tenant BIGINT NOT NULL PRIMARY KEY,
    decisions BIGINT NOT NULL
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Decisions on alignments, append-only: the last one of an activity holds.
CREATE TABLE competency_alignment (
    tenant BIGINT NOT NULL,
    decision BIGINT NOT NULL,
    activity_sha256 CHAR(64) NOT NULL,
    activity TEXT NOT NULL,
    -- Empty where it was decided that the activity counts for nothing; else such as "C03@3 C09@2".
    competencies VARCHAR(2000) NOT NULL,
    kind VARCHAR(20),
    weight DOUBLE,
    source VARCHAR(10) NOT NULL,
    decided_by VARCHAR(200) NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, decision),
    KEY competency_alignment_activity (tenant, activity_sha256, decision)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
