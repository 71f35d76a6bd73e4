-- One row for each learner: locked while their mastery is counted anew, so that two events never interleave.
CREATE TABLE mastery_learner (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (tenant, learner)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Derived from the ledger: replaced as a whole, never edited. evidence: pieces of all competencies together.
CREATE TABLE mastery_estimate (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    competency VARCHAR(64) NOT NULL,
    mean DOUBLE NOT NULL,
    variance DOUBLE NOT NULL,
    tier INT NOT NULL,
    known BOOLEAN NOT NULL,
    provisional BOOLEAN NOT NULL,
    direct INT NOT NULL,
    evidence INT NOT NULL,
    as_of BIGINT NOT NULL,
    parameters VARCHAR(100) NOT NULL,
    configuration VARCHAR(200) NOT NULL,
    PRIMARY KEY (tenant, learner, competency)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- History: one row for each tier that moved, with the revision that moved it.
CREATE TABLE mastery_move (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    revision BIGINT NOT NULL,
    competency VARCHAR(64) NOT NULL,
    from_tier INT NOT NULL,
    to_tier INT NOT NULL,
    moved_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, learner, revision, competency)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
