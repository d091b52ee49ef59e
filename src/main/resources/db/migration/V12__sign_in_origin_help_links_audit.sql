-- Where each sign-in was made: null for the sign-ins of former versions, and for what could not be recognised.
ALTER TABLE sign_in ADD COLUMN browser VARCHAR(32);
ALTER TABLE sign_in ADD COLUMN operating_system VARCHAR(32);
ALTER TABLE sign_in ADD COLUMN address VARCHAR(64);

-- What administrators and operators did, and what it changed. Rows are never changed or deleted. Usernames stand here as text, since
-- they never change, so that a row needs no other table to be read.
CREATE SEQUENCE audit_event_seq AS BIGINT START WITH 50 INCREMENT BY 50;
CREATE TABLE audit_event (
    id           BIGINT NOT NULL,
    happened_at  BIGINT NOT NULL,
    actor        VARCHAR(32),                         -- username, null for the operator at the console
    action       VARCHAR(32) NOT NULL,
    subject      VARCHAR(256),                        -- to whom or what: a username, the name of a room or setting
    value_before VARCHAR(1024),
    value_after  VARCHAR(1024),
    address      VARCHAR(64),                         -- the actor's client address, null for the operator at the console
    CONSTRAINT audit_event_pk PRIMARY KEY (id)
);
CREATE INDEX audit_event_time_ix ON audit_event (happened_at, id);

-- One-time links by which a person sets a new password. A used one stays until the person has read of it.
CREATE SEQUENCE help_link_seq AS BIGINT START WITH 50 INCREMENT BY 50;
CREATE TABLE help_link (
    id         BIGINT NOT NULL,
    code_hash  VARCHAR(64) NOT NULL,                  -- SHA-256 of the code, in hexadecimal
    account_id BIGINT NOT NULL,
    made_by    BIGINT NOT NULL,                       -- account of the administrator; with a foreign key, two who help each other deadlock
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT,
    CONSTRAINT help_link_pk PRIMARY KEY (id),
    CONSTRAINT help_link_code_uq UNIQUE (code_hash),
    CONSTRAINT help_link_account_fk FOREIGN KEY (account_id) REFERENCES account (id)
);
CREATE INDEX help_link_account_ix ON help_link (account_id);
