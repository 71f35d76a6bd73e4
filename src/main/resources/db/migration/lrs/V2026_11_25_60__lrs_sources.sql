-- LRSs that an administrator entered, and senders that only push. The one of the environment is not here.
CREATE TABLE lrs_source (
    tenant BIGINT NOT NULL,
    -- Names the source in every other table; never changes.
    source VARCHAR(100) NOT NULL,
    label VARCHAR(200) NOT NULL,
    -- The statement resource; blank for a sender that only pushes.
    address VARCHAR(1000) NOT NULL,
    -- NONE, BASIC or BEARER.
    auth_kind VARCHAR(10) NOT NULL,
    auth_user VARCHAR(300) NOT NULL,
    -- Password or token, sealed.
    auth_secret VARCHAR(6000) NOT NULL,
    version VARCHAR(10) NOT NULL,
    page_size INT NOT NULL,
    settle_seconds INT NOT NULL,
    overlap_seconds INT NOT NULL,
    rescan_hours INT NOT NULL,
    requests_per_minute INT NOT NULL,
    -- 1 if our own statements are sent there.
    takes_ours INT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    PRIMARY KEY (tenant, source)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Who may push statements. The token itself is nowhere: only its digest.
CREATE TABLE lrs_push_token (
    token_hash VARCHAR(64) NOT NULL,
    tenant BIGINT NOT NULL,
    source VARCHAR(100) NOT NULL,
    -- The first characters, by which people tell tokens apart.
    starts_with VARCHAR(20) NOT NULL,
    made BIGINT NOT NULL,
    -- 0 for never.
    used BIGINT NOT NULL,
    revoked BIGINT NOT NULL,
    PRIMARY KEY (token_hash),
    KEY lrs_push_token_of (tenant, source)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
