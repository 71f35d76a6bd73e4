-- What we remember between a login and its launch. Spent by the one UPDATE that finds spent_at NULL.
CREATE TABLE lti_login (
    tenant BIGINT NOT NULL,
    state_hash VARCHAR(43) NOT NULL,
    registration BIGINT NOT NULL,
    nonce VARCHAR(64) NOT NULL,
    browser_hash VARCHAR(43) NOT NULL,
    login_hint MEDIUMTEXT NOT NULL,
    message_hint MEDIUMTEXT,
    target_link_uri MEDIUMTEXT,
    deployment_id MEDIUMTEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    spent_at BIGINT,
    PRIMARY KEY (tenant, state_hash),
    KEY lti_login_age (tenant, expires_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- One row for each launch or login that ended here, well or not. No token, no name, no subject.
CREATE TABLE lti_launch_audit (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL AUTO_INCREMENT,
    at BIGINT NOT NULL,
    code VARCHAR(16) NOT NULL,
    registration BIGINT,
    outcome VARCHAR(16) NOT NULL,
    reason VARCHAR(40) NOT NULL,
    clause VARCHAR(60) NOT NULL,
    detail VARCHAR(1000) NOT NULL,
    clock_skew_ms BIGINT,
    PRIMARY KEY (tenant, id),
    UNIQUE KEY lti_launch_audit_number (id),
    KEY lti_launch_audit_code (tenant, code),
    KEY lti_launch_audit_age (tenant, at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE lti_session (
    tenant BIGINT NOT NULL,
    id_hash VARCHAR(43) NOT NULL,
    registration BIGINT NOT NULL,
    issuer VARCHAR(255) NOT NULL,
    deployment_id VARCHAR(255) NOT NULL,
    subject VARCHAR(255),
    display_name VARCHAR(255),
    roles VARCHAR(200) NOT NULL,
    test_user INT NOT NULL,
    context_id VARCHAR(255) NOT NULL,
    course_title VARCHAR(255),
    resource_link_id VARCHAR(255) NOT NULL,
    locale VARCHAR(35) NOT NULL,
    return_url VARCHAR(2000),
    platform_origin VARCHAR(500) NOT NULL,
    product_family VARCHAR(100),
    started_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id_hash),
    KEY lti_session_age (tenant, expires_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
