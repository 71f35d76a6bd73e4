-- What counts, by whose it is: the history of a person lies together and is read at once, however many statements came
-- between. evidence_entry, in the order in which statements came, says the same of each and why the others do not count.
CREATE TABLE evidence_counted (
    tenant BIGINT NOT NULL,
    owner VARCHAR(65) NOT NULL,
    statement_id VARCHAR(36) NOT NULL,
    -- The beginning of the agent's digest: a statement about a group may be of two agents who became one person.
    agent VARCHAR(16) NOT NULL,
    mapped MEDIUMTEXT NOT NULL,
    PRIMARY KEY (tenant, owner, statement_id, agent)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
INSERT INTO evidence_counted (tenant, owner, statement_id, agent, mapped)
SELECT tenant, owner, statement_id, LEFT(agent_hash, 16), mapped FROM evidence_entry WHERE outcome = 'COUNTED';
