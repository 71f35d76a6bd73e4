-- A learner's placement: open until it has ended. One open sitting for each learner.
CREATE TABLE diagnosis_sitting (
    tenant BIGINT NOT NULL,
    sitting CHAR(36) NOT NULL,
    learner CHAR(36) NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    ended_why VARCHAR(30),
    PRIMARY KEY (tenant, sitting),
    KEY diagnosis_sitting_learner (tenant, learner, started_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Locked by whoever begins, asks or answers, so that two windows of one learner never do it at once.
CREATE TABLE diagnosis_head (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    PRIMARY KEY (tenant, learner)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Questions in the order in which they were asked; chosen is the option of the bank, from 0.
CREATE TABLE diagnosis_question (
    tenant BIGINT NOT NULL,
    sitting CHAR(36) NOT NULL,
    place INT NOT NULL,
    question VARCHAR(64) NOT NULL,
    chosen INT,
    answered_at BIGINT,
    PRIMARY KEY (tenant, sitting, place)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
