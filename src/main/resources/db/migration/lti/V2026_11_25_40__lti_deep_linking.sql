-- A deep linking request that waits for somebody to choose. Spent by the one UPDATE that finds answered_at NULL.
CREATE TABLE lti_deep_linking (
    tenant BIGINT NOT NULL,
    session_hash VARCHAR(43) NOT NULL,
    return_url VARCHAR(4000) NOT NULL,
    accept_types VARCHAR(500) NOT NULL,
    accept_multiple INT NOT NULL,
    accept_line_item INT NOT NULL,
    data MEDIUMTEXT,
    title MEDIUMTEXT,
    description MEDIUMTEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    answered_at BIGINT,
    PRIMARY KEY (tenant, session_hash),
    KEY lti_deep_linking_age (tenant, expires_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
