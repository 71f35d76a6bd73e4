-- People who run this installation for one tenant. They have no LTI session; a password is kept as a slow hash.
CREATE TABLE admin_account (
    tenant BIGINT NOT NULL,
    id BIGINT NOT NULL AUTO_INCREMENT,
    login VARCHAR(100) NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    created_at BIGINT NOT NULL,
    failures INT NOT NULL,
    wait_until BIGINT NOT NULL,
    last_seen_at BIGINT,
    PRIMARY KEY (tenant, id),
    UNIQUE KEY admin_account_number (id),
    UNIQUE KEY admin_account_login (login)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- One-time links. Whoever has one may set a password, of the login it names or of a login of their choice.
CREATE TABLE admin_invitation (
    tenant BIGINT NOT NULL,
    token_hash VARCHAR(43) NOT NULL,
    login VARCHAR(100),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (tenant, token_hash)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE admin_session (
    tenant BIGINT NOT NULL,
    id_hash VARCHAR(43) NOT NULL,
    account BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id_hash),
    KEY admin_session_account (tenant, account),
    KEY admin_session_age (tenant, expires_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
