-- By what else a platform knows a person, as their last launch said. What an administrator declares later, and a file of
-- results that names people so, is joined by it at once. No e-mail addresses.
CREATE TABLE learner_field (
    tenant BIGINT NOT NULL,
    registration BIGINT NOT NULL,
    learner VARCHAR(36) NOT NULL,
    -- SOURCED_ID, USERNAME, ID_NUMBER or CANVAS_USER_ID.
    field VARCHAR(20) NOT NULL,
    value_hash VARCHAR(64) NOT NULL,
    field_value VARCHAR(500) NOT NULL,
    PRIMARY KEY (tenant, registration, learner, field),
    KEY learner_field_by (tenant, registration, field, value_hash)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
