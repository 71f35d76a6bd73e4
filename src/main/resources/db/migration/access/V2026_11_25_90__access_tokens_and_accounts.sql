-- Keys by which programs read this installation. Only a digest is kept: the key itself is shown once.
CREATE TABLE access_token (
    tenant BIGINT NOT NULL,
    id VARCHAR(24) NOT NULL,
    name VARCHAR(200) NOT NULL,
    scopes VARCHAR(200) NOT NULL,
    digest CHAR(64) NOT NULL,
    made_by VARCHAR(200) NOT NULL,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    last_used_at BIGINT,
    withdrawn_at BIGINT,
    PRIMARY KEY (tenant, id),
    UNIQUE KEY access_token_by_id (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Database accounts that may read the analytics_ views, each for one tenant.
-- people: 1 if it may see single people (by pseudonym), 0 if only groups.
CREATE TABLE access_database_account (
    account VARCHAR(80) NOT NULL PRIMARY KEY,
    tenant BIGINT NOT NULL,
    people INT NOT NULL,
    made_by VARCHAR(200) NOT NULL,
    made_at BIGINT NOT NULL
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
