-- What a class list and a heat map show of each path, written with the path. The course leads the key: a class is read at once.
CREATE TABLE path_summary (
    tenant BIGINT NOT NULL,
    course VARCHAR(300) NOT NULL,
    learner CHAR(36) NOT NULL,
    -- The first step that can be begun; empty if none can.
    next_item VARCHAR(64) NOT NULL,
    -- competency/held/known/target, apart by blanks.
    gaps MEDIUMTEXT NOT NULL,
    minutes INT NOT NULL,
    shortfall INT NOT NULL,
    planned_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, course, learner)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
