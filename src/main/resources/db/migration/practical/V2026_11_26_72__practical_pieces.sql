-- Practical work that learners handed in.
CREATE TABLE practical_piece (
    tenant BIGINT NOT NULL,
    piece VARCHAR(36) NOT NULL,
    learner VARCHAR(36) NOT NULL,
    course VARCHAR(300) NOT NULL,
    competency VARCHAR(64) NOT NULL,
    -- The tier that it is to show, 1 to 4.
    tier INT NOT NULL,
    title VARCHAR(200) NOT NULL,
    -- LINK, TEXT or FILE; said is the address or the text.
    kind VARCHAR(8) NOT NULL,
    said MEDIUMTEXT NOT NULL,
    file_name VARCHAR(200) NOT NULL,
    media_type VARCHAR(100) NOT NULL,
    body LONGBLOB,
    handed_at BIGINT NOT NULL,
    -- How many people are to rate it.
    raters INT NOT NULL,
    -- WAITING, RATED or WITHDRAWN; result is the tier it shows, 0 for none, and counts only when rated.
    state VARCHAR(12) NOT NULL,
    result INT NOT NULL,
    ended_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, piece),
    KEY practical_piece_of (tenant, learner, course),
    KEY practical_piece_waiting (tenant, course, state, handed_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What each person said of it. Never changed.
CREATE TABLE practical_rating (
    tenant BIGINT NOT NULL,
    piece VARCHAR(36) NOT NULL,
    place INT NOT NULL,
    rated_by VARCHAR(36) NOT NULL,
    tier INT NOT NULL,
    remark VARCHAR(4000) NOT NULL,
    rated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, piece, place)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
