-- Registrations that no file names: made on the administrator's page, or by dynamic registration. Those wait, switched
-- off, until an administrator has confirmed them.
ALTER TABLE lti_registration ADD COLUMN origin VARCHAR(16) NOT NULL DEFAULT 'file';
ALTER TABLE lti_registration ADD COLUMN product_family VARCHAR(100) NOT NULL DEFAULT '';
ALTER TABLE lti_registration ADD COLUMN scopes_told VARCHAR(2000) NOT NULL DEFAULT '';
ALTER TABLE lti_registration ADD COLUMN confirmed_at BIGINT;
UPDATE lti_registration SET confirmed_at = updated_at;

-- A launch names issuer and client id, and no tenant: the pair must lead to one.
ALTER TABLE lti_registration ADD UNIQUE KEY lti_registration_pair (issuer, client_id);

-- Codes by which a registration that a platform begins becomes a tenant's.
CREATE TABLE lti_invite (
    tenant BIGINT NOT NULL,
    code_hash VARCHAR(43) NOT NULL,
    made_by VARCHAR(100) NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (tenant, code_hash)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Registrations that were begun without a code: nobody's, until an administrator enters the code that the page showed to
-- the person who began. The tenant of these rows is not known yet; found is what the platform said, as JSON.
CREATE TABLE lti_unclaimed (
    claim_hash VARCHAR(43) NOT NULL PRIMARY KEY,
    issuer VARCHAR(255) NOT NULL,
    client_id VARCHAR(255) NOT NULL,
    found MEDIUMTEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    UNIQUE KEY lti_unclaimed_pair (issuer, client_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Deployments of a known registration that launched and were refused; an administrator may approve them.
CREATE TABLE lti_deployment_request (
    tenant BIGINT NOT NULL,
    registration BIGINT NOT NULL,
    deployment_id VARCHAR(255) NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (tenant, registration, deployment_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
