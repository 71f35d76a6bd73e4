-- Our own statements on their way to each LRS, in the order in which they were said. Takes the place of lrs_outbox, which
-- knew one LRS; that table is no longer written and goes with a later version.
CREATE TABLE lrs_outgoing (
    seq BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    tenant BIGINT NOT NULL,
    -- Which LRS; empty for whichever is the first.
    target VARCHAR(100) NOT NULL,
    statement_id VARCHAR(36) NOT NULL,
    json MEDIUMTEXT NOT NULL,
    -- WAITING, SENT or DEAD.
    state VARCHAR(10) NOT NULL,
    attempts INT NOT NULL,
    added BIGINT NOT NULL,
    retry_at BIGINT NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    UNIQUE KEY lrs_outgoing_once (tenant, statement_id, target),
    KEY lrs_outgoing_due (tenant, state, target, seq)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

INSERT INTO lrs_outgoing (tenant, target, statement_id, json, state, attempts, added, retry_at, reason)
SELECT tenant, '', statement_id, json, state, attempts, added, retry_at, reason FROM lrs_outbox ORDER BY seq;
