-- Statements lie in the order in which they came: ids are random, and rows kept in the order of their ids would have each
-- page of a long history written all over the table.
CREATE TABLE lrs_statement_in_order (
    statement_no BIGINT NOT NULL AUTO_INCREMENT,
    tenant BIGINT NOT NULL,
    source VARCHAR(100) NOT NULL,
    statement_id VARCHAR(36) NOT NULL,
    stored_at BIGINT NOT NULL,
    received BIGINT NOT NULL,
    -- Which transaction brought it: of two that bring the same statement, only one may pass it on.
    batch VARCHAR(36) NOT NULL,
    raw MEDIUMTEXT NOT NULL,
    PRIMARY KEY (statement_no),
    UNIQUE KEY lrs_statement_once (tenant, statement_id, source)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
INSERT INTO lrs_statement_in_order (tenant, source, statement_id, stored_at, received, batch, raw)
SELECT tenant, source, statement_id, stored_at, received, batch, raw FROM lrs_statement;
DROP TABLE lrs_statement;
ALTER TABLE lrs_statement_in_order RENAME TO lrs_statement;

-- Whether anything at all was taken back and not told yet.
CREATE INDEX lrs_voided_open ON lrs_voided (tenant, source, applied);
