CREATE TABLE shared_tenant (
    id BIGINT NOT NULL PRIMARY KEY,
    name VARCHAR(200) NOT NULL,
    created_at BIGINT NOT NULL
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The first tenant is made at first start.
INSERT INTO shared_tenant (id, name, created_at) VALUES (1, 'First organisation', 0);

CREATE TABLE shared_lease (
    work VARCHAR(190) NOT NULL PRIMARY KEY,
    holder VARCHAR(40) NOT NULL,
    fence BIGINT NOT NULL,
    until BIGINT NOT NULL
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
