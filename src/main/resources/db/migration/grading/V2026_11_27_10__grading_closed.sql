-- Columns of which the platform says that they take no scores, and when to ask it again.
CREATE TABLE grading_closed (
    tenant BIGINT NOT NULL,
    course VARCHAR(300) NOT NULL,
    line_item_hash CHAR(64) NOT NULL,
    detail VARCHAR(500) NOT NULL,
    since BIGINT NOT NULL,
    ask_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, course, line_item_hash),
    KEY grading_closed_due (tenant, ask_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
