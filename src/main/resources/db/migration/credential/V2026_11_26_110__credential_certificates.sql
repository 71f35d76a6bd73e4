-- Under which name an organisation issues certificates. Without a row, or without a name, it issues none.
CREATE TABLE credential_issuer (
    tenant BIGINT NOT NULL PRIMARY KEY,
    issuer_name VARCHAR(200) NOT NULL,
    issuer_url VARCHAR(500) NOT NULL,
    changed_by VARCHAR(190) NOT NULL,
    changed_at BIGINT NOT NULL
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Key pairs that sign. The public half stays for as long as something is to be verified by it; the private half, sealed,
-- is emptied when another key takes over.
CREATE TABLE credential_key (
    tenant BIGINT NOT NULL,
    kid VARCHAR(64) NOT NULL,
    public_jwk VARCHAR(2000) NOT NULL,
    private_jwk_sealed VARCHAR(8000) NOT NULL,
    made_by VARCHAR(190) NOT NULL,
    created_at BIGINT NOT NULL,
    -- 0 while it signs.
    retired_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, kid),
    UNIQUE KEY credential_key_by_kid (kid)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What was certified. A row never goes: after an erasure it says no more than that something was issued and revoked.
CREATE TABLE credential_certificate (
    tenant BIGINT NOT NULL,
    certificate VARCHAR(43) NOT NULL,
    -- Empty after an erasure, like course, shown_name and jwt.
    learner VARCHAR(36) NOT NULL,
    course VARCHAR(300) NOT NULL,
    competency VARCHAR(64) NOT NULL,
    tier INT NOT NULL,
    -- The name that the learner agreed to have on it; empty for none.
    shown_name VARCHAR(200) NOT NULL,
    jwt MEDIUMTEXT NOT NULL,
    kid VARCHAR(64) NOT NULL,
    -- Its bit in the public status lists.
    list_number INT NOT NULL,
    list_index INT NOT NULL,
    issued_at BIGINT NOT NULL,
    -- 0 while it is valid.
    revoked_at BIGINT NOT NULL,
    reason VARCHAR(12) NOT NULL,
    remark VARCHAR(1000) NOT NULL,
    revoked_by VARCHAR(190) NOT NULL,
    PRIMARY KEY (tenant, certificate),
    UNIQUE KEY credential_certificate_by_id (certificate),
    UNIQUE KEY credential_certificate_bit (tenant, list_number, list_index),
    KEY credential_certificate_of (tenant, learner)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
