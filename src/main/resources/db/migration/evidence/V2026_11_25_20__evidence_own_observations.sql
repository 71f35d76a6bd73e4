-- What Waymark itself saw of a learner (self-ratings, answers to its own questions). Written once; only what became of it
-- may change. Of a slot that is not empty, only the newest counts.
CREATE TABLE evidence_own (
    tenant BIGINT NOT NULL,
    observation_id VARCHAR(64) NOT NULL,
    owner VARCHAR(65) NOT NULL,
    slot VARCHAR(200) NOT NULL,
    verb VARCHAR(500) NOT NULL,
    name VARCHAR(1000) NOT NULL,
    experienced BIGINT NOT NULL,
    stored_at BIGINT NOT NULL,
    outcome VARCHAR(40) NOT NULL,
    mapped MEDIUMTEXT NOT NULL,
    PRIMARY KEY (tenant, observation_id),
    KEY evidence_own_owner (tenant, owner, slot)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
