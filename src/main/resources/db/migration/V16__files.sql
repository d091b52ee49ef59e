-- Files: their bytes, which are on the disk under their SHA-256, the files that people upload and attach to messages, and how much
-- each account holds.

-- One row for each file of the content store. Foreign keys from the tables that use a content keep it from being deleted.
CREATE TABLE content (
    sha256     VARCHAR(64) NOT NULL,                  -- in hexadecimal, lower case
    size       BIGINT NOT NULL,                       -- bytes
    created_at BIGINT NOT NULL,
    CONSTRAINT content_pk PRIMARY KEY (sha256)
);

CREATE TABLE stored_file (
    id         VARCHAR(22) NOT NULL,                  -- random, 128 bits in base64url: no address can be guessed
    account_id BIGINT NOT NULL,                       -- who uploads it
    name       VARCHAR(255) NOT NULL,                 -- cleaned, for people; never part of a path on the disk
    size       BIGINT NOT NULL,                       -- bytes, as declared when the upload began
    declared   VARCHAR(64),                           -- the SHA-256 that the client has computed, if it did
    sha256     VARCHAR(64),                           -- null while it is uploaded
    type       VARCHAR(100),                          -- media type by content; null while it is uploaded
    width      INTEGER,                               -- pixels as shown, of pictures alone
    height     INTEGER,
    alt        VARCHAR(500),                          -- alternative text by the sender
    voice_ms   BIGINT,                                -- length of a voice note
    waveform   VARCHAR(64),                           -- of a voice note: loudness from 0 to 9, a digit for each part
    message_id BIGINT,                                -- null until it is sent; no foreign key, see V11
    room_id    BIGINT,
    ordinal    INTEGER,                               -- place in the message, from 0
    created_at BIGINT NOT NULL,
    expires_at BIGINT,                                -- when it is removed unless it is sent; null once it is sent
    CONSTRAINT stored_file_pk PRIMARY KEY (id),
    CONSTRAINT stored_file_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT stored_file_content_fk FOREIGN KEY (sha256) REFERENCES content (sha256)
);
CREATE INDEX stored_file_message_ix ON stored_file (message_id, ordinal);
CREATE INDEX stored_file_expiry_ix ON stored_file (expires_at);
CREATE INDEX stored_file_account_ix ON stored_file (account_id, expires_at); -- how many are not sent
CREATE INDEX stored_file_content_ix ON stored_file (sha256);                 -- whether a content is used
CREATE INDEX stored_file_room_ix ON stored_file (room_id);

-- Bytes of all files of an account, begun uploads included. Derived, but a sum over all its files would cost each upload more with every
-- file. Account 0 is the whole server.
CREATE TABLE file_usage (
    account_id BIGINT NOT NULL,
    bytes      BIGINT NOT NULL,
    CONSTRAINT file_usage_pk PRIMARY KEY (account_id)
);
INSERT INTO file_usage (account_id, bytes) VALUES (0, 0);

-- How many files a message has, so that a page of messages without files needs no further statement.
ALTER TABLE message ADD COLUMN files INTEGER DEFAULT 0 NOT NULL;
