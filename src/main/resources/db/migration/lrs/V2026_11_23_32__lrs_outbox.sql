-- Our own statements on their way to the LRS, in the order in which they were said.
CREATE TABLE lrs_outbox (
    seq BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    tenant BIGINT NOT NULL,
    statement_id VARCHAR(36) NOT NULL,
    json MEDIUMTEXT NOT NULL,
    -- WAITING, SENT or DEAD.
    state VARCHAR(10) NOT NULL,
    attempts INT NOT NULL,
    added BIGINT NOT NULL,
    retry_at BIGINT NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    UNIQUE KEY lrs_outbox_once (tenant, statement_id),
    KEY lrs_outbox_due (tenant, state, seq)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
