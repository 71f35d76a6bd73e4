-- How a person wants our pages, from whichever course they come: chosen by themselves, kept until they choose again.
CREATE TABLE lti_preference (
    tenant BIGINT NOT NULL,
    registration BIGINT NOT NULL,
    subject VARCHAR(255) NOT NULL,
    spoken VARCHAR(8),
    theme VARCHAR(8),
    chosen_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, registration, subject)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The platform's own colour for links and buttons, six hexadecimal digits, as the launch told it.
ALTER TABLE lti_session ADD COLUMN brand VARCHAR(6);
