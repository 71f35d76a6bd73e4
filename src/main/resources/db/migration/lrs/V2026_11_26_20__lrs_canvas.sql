-- Canvas Live Events: which Canvas may send them to which source, and by which address.
CREATE TABLE lrs_canvas (
    tenant BIGINT NOT NULL,
    source VARCHAR(100) NOT NULL,
    -- Host names of this Canvas, one space between; the first stands in the addresses that we make.
    hosts VARCHAR(1000) NOT NULL,
    -- Where the keys are published with which the events are signed.
    keys_address VARCHAR(1000) NOT NULL,
    -- USER or SIS: by which id a person is named.
    people_by VARCHAR(10) NOT NULL,
    -- The last part of our address, as a digest.
    token_hash VARCHAR(64) NOT NULL,
    -- Names the Canvas account where a background job says no host; learnt from the first event that has both.
    account_uuid VARCHAR(100) NOT NULL,
    made BIGINT NOT NULL,
    -- Last event taken, and last one refused with its code; 0 and blank for never.
    heard BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    refusal VARCHAR(100) NOT NULL,
    PRIMARY KEY (tenant, source),
    UNIQUE KEY lrs_canvas_token (token_hash)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What can be reached in an assignment, as some events say it and others leave it out.
CREATE TABLE lrs_canvas_assignment (
    tenant BIGINT NOT NULL,
    source VARCHAR(100) NOT NULL,
    assignment VARCHAR(40) NOT NULL,
    title VARCHAR(500) NOT NULL,
    points DOUBLE NOT NULL,
    course VARCHAR(40) NOT NULL,
    PRIMARY KEY (tenant, source, assignment)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
