-- What administrators choose for the whole server in the pages, one row for each choice. No row: the default counts.
CREATE TABLE server_setting (
    name   VARCHAR(32) NOT NULL,
    value  VARCHAR(255) NOT NULL,
    CONSTRAINT server_setting_pk PRIMARY KEY (name)
);

-- Whether the server has an administrator is asked for at pages of strangers.
CREATE INDEX account_role_ix ON account (role);
