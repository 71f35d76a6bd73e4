-- Parameters learnt from everybody. A snapshot is published once and never changed; the estimate names the one it used.
CREATE TABLE mastery_snapshot (
    tenant BIGINT NOT NULL,
    version BIGINT NOT NULL,
    published_at BIGINT NOT NULL,
    -- Which content the items' levels were read from.
    configuration VARCHAR(200) NOT NULL,
    -- How many people it was learnt from.
    people BIGINT NOT NULL,
    bias DOUBLE NOT NULL,
    bias_variance DOUBLE NOT NULL,
    PRIMARY KEY (tenant, version)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Items by place, since an activity's IRI is too long for a key.
CREATE TABLE mastery_snapshot_item (
    tenant BIGINT NOT NULL,
    version BIGINT NOT NULL,
    place INT NOT NULL,
    item VARCHAR(4000) NOT NULL,
    difficulty DOUBLE NOT NULL,
    variance DOUBLE NOT NULL,
    PRIMARY KEY (tenant, version, place)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE mastery_snapshot_cohort (
    tenant BIGINT NOT NULL,
    version BIGINT NOT NULL,
    cohort VARCHAR(64) NOT NULL,
    bias DOUBLE NOT NULL,
    variance DOUBLE NOT NULL,
    PRIMARY KEY (tenant, version, cohort)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
