-- What people asked to have erased. Once it is done, neither the person nor their reason is here any more.
CREATE TABLE learner_erasure (
    tenant BIGINT NOT NULL,
    id VARCHAR(36) NOT NULL,
    -- Empty once it is done.
    learner VARCHAR(36) NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    asked_at BIGINT NOT NULL,
    -- From when on it is carried out, and by when it has to be.
    begins_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    -- ASKED, WITHDRAWN, RUNNING or DONE.
    state VARCHAR(12) NOT NULL,
    ended_at BIGINT NOT NULL,
    rows_gone BIGINT NOT NULL,
    -- What stays elsewhere: key=count, apart by blanks.
    remains VARCHAR(500) NOT NULL,
    PRIMARY KEY (tenant, id),
    KEY learner_erasure_of (tenant, learner),
    KEY learner_erasure_due (tenant, state, begins_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- By what the rows of a person are found while an erasure runs; empty before and after.
CREATE TABLE learner_erasure_key (
    tenant BIGINT NOT NULL,
    erasure VARCHAR(36) NOT NULL,
    place INT NOT NULL,
    -- AGENT, or the number of a registration.
    kind VARCHAR(20) NOT NULL,
    named VARCHAR(2000) NOT NULL,
    PRIMARY KEY (tenant, erasure, place)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Accounts whose people had themselves erased, by a keyed digest that only this installation can make. returned_at is 0
-- until the person comes again by themselves; told_at is 0 until they were told that it was done.
CREATE TABLE learner_erased (
    tenant BIGINT NOT NULL,
    mark VARCHAR(64) NOT NULL,
    erased_at BIGINT NOT NULL,
    returned_at BIGINT NOT NULL,
    told_at BIGINT NOT NULL,
    remains VARCHAR(500) NOT NULL,
    PRIMARY KEY (tenant, mark)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
