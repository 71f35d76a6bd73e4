-- Agents of people who had themselves erased, by a keyed digest: statements about what they experienced before then are not
-- taken any more. 9223372036854775807 until they come again by themselves.
CREATE TABLE lrs_refused_agent (
    tenant BIGINT NOT NULL,
    mark VARCHAR(64) NOT NULL,
    refused_before BIGINT NOT NULL,
    PRIMARY KEY (tenant, mark)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
