-- Which notices we asked whom for. registered_at = 0: still to be asked.
CREATE TABLE lti_notice_handler (
    tenant BIGINT NOT NULL,
    registration BIGINT NOT NULL,
    deployment_id VARCHAR(255) NOT NULL,
    notice_type VARCHAR(60) NOT NULL,
    service VARCHAR(2000) NOT NULL,
    handler VARCHAR(1000) NOT NULL,
    registered_at BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    failures INT NOT NULL,
    detail VARCHAR(500),
    heard_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, registration, deployment_id, notice_type)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
