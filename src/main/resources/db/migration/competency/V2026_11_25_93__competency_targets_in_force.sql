-- What each job role asks in the version in force, as rows for those who count. Derived: replaced whenever another version
-- comes into force. An empty job_role stands for people who have chosen none.
CREATE TABLE competency_target (
    tenant BIGINT NOT NULL,
    job_role VARCHAR(200) NOT NULL,
    competency VARCHAR(64) NOT NULL,
    tier INT NOT NULL,
    PRIMARY KEY (tenant, job_role, competency)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
