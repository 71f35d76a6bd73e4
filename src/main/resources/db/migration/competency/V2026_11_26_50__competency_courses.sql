-- Which competency an id stands for, in all versions of a tenant: the identifier of its CASE item, or the framework's name
-- and the id where it has none. Whoever takes an id first keeps it.
CREATE TABLE competency_identity (
    tenant BIGINT NOT NULL,
    competency VARCHAR(64) NOT NULL,
    stands_for VARCHAR(200) NOT NULL,
    PRIMARY KEY (tenant, competency),
    UNIQUE KEY competency_identity_once (tenant, stands_for)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Published set-ups of courses, JSON, never updated: the one with the highest number is in force.
CREATE TABLE competency_course (
    tenant BIGINT NOT NULL,
    course VARCHAR(300) NOT NULL,
    number BIGINT NOT NULL,
    -- Names the content that it makes, for replay.
    content VARCHAR(200) NOT NULL,
    framework VARCHAR(100) NOT NULL,
    body MEDIUMTEXT NOT NULL,
    published_by VARCHAR(200) NOT NULL,
    published_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, course, number),
    KEY competency_course_content (tenant, content),
    KEY competency_course_framework (tenant, framework)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The draft of a course's set-up, one for all of its staff. Learners never meet it.
CREATE TABLE competency_course_draft (
    tenant BIGINT NOT NULL,
    course VARCHAR(300) NOT NULL,
    revision BIGINT NOT NULL,
    body MEDIUMTEXT NOT NULL,
    changed_by VARCHAR(200) NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, course)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Whether everybody may read the tenant's published frameworks as CASE: only if somebody said so.
CREATE TABLE competency_case_open (
    tenant BIGINT NOT NULL PRIMARY KEY,
    open_to_all INT NOT NULL,
    decided_by VARCHAR(200) NOT NULL,
    decided_at BIGINT NOT NULL
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
