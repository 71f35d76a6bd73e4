-- Statements that staff left out of account after their learner objected to them. A row is there as long as that holds.
CREATE TABLE evidence_left_out (
    tenant BIGINT NOT NULL,
    owner VARCHAR(65) NOT NULL,
    statement_id VARCHAR(36) NOT NULL,
    course VARCHAR(300) NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    decided_by VARCHAR(100) NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, owner, statement_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
