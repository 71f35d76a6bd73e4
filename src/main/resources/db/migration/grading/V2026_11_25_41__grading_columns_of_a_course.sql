-- What a column measures: path, or competency/<id>.
ALTER TABLE grading_column ADD COLUMN measure VARCHAR(100) NOT NULL DEFAULT 'path';
ALTER TABLE grading_column ADD COLUMN line_items VARCHAR(2000);
ALTER TABLE grading_column ADD COLUMN family VARCHAR(100);

-- Why a platform refused; and whether a person told us to send whatever the course shows.
ALTER TABLE grading_order ADD COLUMN why VARCHAR(20);
ALTER TABLE grading_order ADD COLUMN told INT NOT NULL DEFAULT 0;

-- How often in a row a platform failed before it was left in peace.
ALTER TABLE grading_pause ADD COLUMN failures INT NOT NULL DEFAULT 0;
ALTER TABLE grading_pause ADD COLUMN detail VARCHAR(500);

-- Every score that left, or may have left: kept before it is sent.
CREATE TABLE grading_tried (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    line_item_hash CHAR(64) NOT NULL,
    stamp BIGINT NOT NULL,
    score INT NOT NULL,
    PRIMARY KEY (tenant, learner, line_item_hash, stamp)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What a course shows, when it was last read. Points as the course has them, in ten thousandths; NULL for no grade.
CREATE TABLE grading_shown (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    line_item_hash CHAR(64) NOT NULL,
    points BIGINT,
    maximum BIGINT,
    graded_at BIGINT,
    read_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, learner, line_item_hash)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What staff told us to do with a score. Never changed, never deleted with its column.
CREATE TABLE grading_act (
    tenant BIGINT NOT NULL,
    learner CHAR(36) NOT NULL,
    line_item_hash CHAR(64) NOT NULL,
    at BIGINT NOT NULL,
    course VARCHAR(300) NOT NULL,
    act VARCHAR(20) NOT NULL,
    state_before VARCHAR(16) NOT NULL,
    score INT,
    told_by VARCHAR(300) NOT NULL,
    PRIMARY KEY (tenant, learner, line_item_hash, at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- A course with a gradebook, as its last launch told it.
CREATE TABLE grading_course (
    tenant BIGINT NOT NULL,
    course VARCHAR(300) NOT NULL,
    registration BIGINT NOT NULL,
    deployment VARCHAR(255) NOT NULL,
    line_items VARCHAR(2000) NOT NULL,
    scopes VARCHAR(2000) NOT NULL,
    family VARCHAR(100) NOT NULL,
    copied_from VARCHAR(300),
    seen_at BIGINT NOT NULL,
    read_wanted BIGINT NOT NULL,
    read_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, course),
    KEY grading_course_reading (tenant, registration, read_wanted)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- A column that a course shall have (make = 1), or that one of its links may have (make = 0, found and never made).
CREATE TABLE grading_course_column (
    tenant BIGINT NOT NULL,
    course VARCHAR(300) NOT NULL,
    measure VARCHAR(100) NOT NULL,
    resource_link VARCHAR(255) NOT NULL,
    registration BIGINT NOT NULL,
    state VARCHAR(16) NOT NULL,
    make INT NOT NULL,
    remade INT NOT NULL,
    line_item VARCHAR(2000),
    label VARCHAR(255) NOT NULL,
    detail VARCHAR(500),
    attempts INT NOT NULL,
    not_before BIGINT NOT NULL,
    chosen_by VARCHAR(300) NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, course, measure, resource_link),
    KEY grading_course_column_open (tenant, registration, state, not_before)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE INDEX grading_column_in_course ON grading_column (tenant, course);
