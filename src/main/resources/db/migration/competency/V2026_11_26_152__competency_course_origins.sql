-- Which courses a course was copied from, newest first, as its platform says.
CREATE TABLE competency_course_origin (
    tenant BIGINT NOT NULL,
    course VARCHAR(300) NOT NULL,
    place INT NOT NULL,
    origin VARCHAR(300) NOT NULL,
    heard_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, course, place)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Courses whose staff want nothing of it.
CREATE TABLE competency_course_afresh (
    tenant BIGINT NOT NULL,
    course VARCHAR(300) NOT NULL,
    decided_by VARCHAR(200) NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, course)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
