-- Names that staff gave to grade columns of their course, with who gave them and when.
CREATE TABLE grading_column_name (
    id BIGINT NOT NULL AUTO_INCREMENT,
    tenant BIGINT NOT NULL,
    course VARCHAR(300) NOT NULL,
    measure VARCHAR(100) NOT NULL,
    at BIGINT NOT NULL,
    label VARCHAR(255) NOT NULL,
    named_by VARCHAR(300) NOT NULL,
    PRIMARY KEY (id),
    KEY grading_column_name_course (tenant, course, at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
