-- Invitations: a link by which people sign up, or join a room. Rows stay after their last use, so that the link still opens the room
-- for its members.
CREATE SEQUENCE invite_seq AS BIGINT START WITH 50 INCREMENT BY 50;

CREATE TABLE invite (
    id         BIGINT NOT NULL,
    code_hash  VARCHAR(64) NOT NULL,                  -- SHA-256 of the code in the link, in hexadecimal
    account_id BIGINT NOT NULL,                       -- who made it
    room_id    BIGINT,                                -- null: an invitation to the server; no foreign key, see below
    guest      BOOLEAN NOT NULL,                      -- whether new accounts become guests
    uses       BIGINT NOT NULL,
    uses_left  BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    CONSTRAINT invite_pk PRIMARY KEY (id),
    CONSTRAINT invite_code_uq UNIQUE (code_hash),
    CONSTRAINT invite_account_fk FOREIGN KEY (account_id) REFERENCES account (id)
);
-- Rooms are never deleted. The check of a foreign key would wait for the row of the room while the row of the account is locked, and a
-- room writer does the opposite.
CREATE INDEX invite_account_ix ON invite (account_id, id);
CREATE INDEX invite_room_ix ON invite (room_id, id);
