-- Calls to a platform that failed: one row for each kind of failure in an hour. No token, no body, no name.
CREATE TABLE lti_service_trouble (
    tenant BIGINT NOT NULL,
    code VARCHAR(16) NOT NULL,
    registration BIGINT NOT NULL,
    service VARCHAR(16) NOT NULL,
    detail VARCHAR(500) NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (tenant, code),
    KEY lti_service_trouble_age (tenant, last_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
