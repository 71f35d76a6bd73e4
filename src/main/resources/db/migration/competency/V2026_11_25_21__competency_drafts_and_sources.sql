-- Drafts of versions: whole documents, changed until they are published or discarded.
CREATE TABLE competency_draft (
    tenant BIGINT NOT NULL,
    draft VARCHAR(36) NOT NULL,
    version VARCHAR(100) NOT NULL,
    based_on VARCHAR(100) NOT NULL,
    made_by VARCHAR(200) NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, draft)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE competency_draft_document (
    tenant BIGINT NOT NULL,
    draft VARCHAR(36) NOT NULL,
    part VARCHAR(20) NOT NULL,
    body MEDIUMTEXT NOT NULL,
    PRIMARY KEY (tenant, draft, part)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- CASE packages that frameworks were made of, packed with gzip, by the SHA-256 of their JSON. Never updated.
CREATE TABLE competency_source (
    tenant BIGINT NOT NULL,
    sha256 CHAR(64) NOT NULL,
    body LONGBLOB NOT NULL,
    PRIMARY KEY (tenant, sha256)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
