-- Entries lie in the order in which they came, see lrs_statement; and what is read together is found by one key.
CREATE TABLE evidence_entry_in_order (
    entry_no BIGINT NOT NULL AUTO_INCREMENT,
    tenant BIGINT NOT NULL,
    statement_id VARCHAR(36) NOT NULL,
    agent_hash VARCHAR(64) NOT NULL,
    -- The learner's id, or a question mark and agent_hash while nobody is known to be this agent.
    owner VARCHAR(65) NOT NULL,
    linked INT NOT NULL,
    agent_key VARCHAR(2000) NOT NULL,
    agent_name VARCHAR(500) NOT NULL,
    source VARCHAR(100) NOT NULL,
    experienced BIGINT NOT NULL,
    stored_at BIGINT NOT NULL,
    voided INT NOT NULL,
    -- What is read together: digest of the engine's group.
    group_hash VARCHAR(64) NOT NULL,
    -- The activity that an alignment would be for; digest, and whether the statement brings a result.
    subject_hash VARCHAR(64) NOT NULL,
    has_result INT NOT NULL,
    facts MEDIUMTEXT NOT NULL,
    -- COUNTED, or why not.
    outcome VARCHAR(40) NOT NULL,
    mapped MEDIUMTEXT NOT NULL,
    -- The last word of the verb's IRI in small letters; blank for what was entered before, until it is read again.
    verb VARCHAR(100) NOT NULL DEFAULT '',
    -- A group of an owner: the beginning of its digest and whose it is.
    together VARCHAR(89) GENERATED ALWAYS AS (CONCAT(LEFT(group_hash, 24), owner)),
    PRIMARY KEY (entry_no),
    UNIQUE KEY evidence_entry_once (tenant, statement_id, agent_hash),
    KEY evidence_entry_together (tenant, together),
    KEY evidence_entry_outcomes (tenant, linked, outcome),
    KEY evidence_entry_person (tenant, owner, experienced, statement_id),
    KEY evidence_entry_activity (tenant, subject_hash, experienced, statement_id),
    KEY evidence_entry_time (tenant, experienced, statement_id),
    KEY evidence_entry_by_source (tenant, source, experienced, statement_id),
    KEY evidence_entry_by_verb (tenant, verb, experienced, statement_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
INSERT INTO evidence_entry_in_order (tenant, statement_id, agent_hash, owner, linked, agent_key, agent_name, source,
    experienced, stored_at, voided, group_hash, subject_hash, has_result, facts, outcome, mapped, verb)
SELECT tenant, statement_id, agent_hash, owner, linked, agent_key, agent_name, source,
    experienced, stored_at, voided, group_hash, subject_hash, has_result, facts, outcome, mapped, verb FROM evidence_entry;
DROP TABLE evidence_entry;
ALTER TABLE evidence_entry_in_order RENAME TO evidence_entry;
