-- A platform as (issuer, client_id) knows us. A file that is gone leaves its row, switched off, so that what hangs on
-- its number stays readable.
CREATE TABLE lti_registration (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL AUTO_INCREMENT,
    issuer VARCHAR(255) NOT NULL,
    client_id VARCHAR(255) NOT NULL,
    name VARCHAR(200) NOT NULL,
    authorization_endpoint VARCHAR(1000) NOT NULL,
    token_endpoint VARCHAR(1000) NOT NULL,
    jwks_uri VARCHAR(1000) NOT NULL,
    active INT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id),
    UNIQUE KEY lti_registration_client (tenant, issuer, client_id),
    UNIQUE KEY lti_registration_number (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE lti_deployment (
    tenant BIGINT NOT NULL,
    registration BIGINT NOT NULL,
    deployment_id VARCHAR(255) NOT NULL,
    PRIMARY KEY (tenant, registration, deployment_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Ours: the private half is sealed with WAYMARK_SECRET.
CREATE TABLE lti_tool_key (
    tenant BIGINT NOT NULL,
    registration BIGINT NOT NULL,
    kid VARCHAR(64) NOT NULL,
    public_jwk VARCHAR(2000) NOT NULL,
    private_jwk_sealed VARCHAR(8000) NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, registration, kid)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
