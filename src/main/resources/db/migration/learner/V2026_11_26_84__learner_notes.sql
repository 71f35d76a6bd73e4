-- Private notes of a course's staff about a learner. Taken out by whoever wrote them: the text goes, that there was one stays.
CREATE TABLE learner_note (
    tenant BIGINT NOT NULL,
    learner VARCHAR(36) NOT NULL,
    registration BIGINT NOT NULL,
    context_id VARCHAR(255) NOT NULL,
    number BIGINT NOT NULL,
    written_by VARCHAR(400) NOT NULL,
    written_at BIGINT NOT NULL,
    text VARCHAR(4000) NOT NULL,
    removed_at BIGINT,
    PRIMARY KEY (tenant, learner, registration, context_id, number)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
