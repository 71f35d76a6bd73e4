-- Courses whose platform says that they are over and take no more scores, and when to ask it again.
CREATE TABLE grading_concluded (
    tenant BIGINT NOT NULL,
    course VARCHAR(300) NOT NULL,
    since BIGINT NOT NULL,
    ask_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, course),
    KEY grading_concluded_due (tenant, ask_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
