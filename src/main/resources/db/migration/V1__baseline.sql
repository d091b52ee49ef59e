-- The tables of ChatBoard, for Derby and PostgreSQL alike.
--
-- Every column that ends in _at is a time in milliseconds since 1970-01-01T00:00Z: a TIMESTAMP would be read in the time
-- zone of the server's JVM, and be ambiguous for an hour a year.
-- ${bytewise} is empty on Derby, whose strings compare by code unit, and COLLATE "C" on PostgreSQL: keys for paging and
-- prefixes must compare the same on both.
-- Sequences step by 50 and begin there: EclipseLink takes the 50 ids that end with the value it gets.

CREATE SEQUENCE account_seq AS BIGINT START WITH 50 INCREMENT BY 50;
CREATE SEQUENCE sign_in_seq AS BIGINT START WITH 50 INCREMENT BY 50;
CREATE SEQUENCE room_seq AS BIGINT START WITH 50 INCREMENT BY 50;
CREATE SEQUENCE message_seq AS BIGINT START WITH 50 INCREMENT BY 50;

-- Widths are in UTF-16 units on Derby, hence twice the limit in code points.
CREATE TABLE account (
    id            BIGINT NOT NULL,
    username      VARCHAR(32) ${bytewise} NOT NULL,   -- small letters only, so unique without regard to case
    display_name  VARCHAR(128) NOT NULL,
    name_key      VARCHAR(512) ${bytewise} NOT NULL,  -- the display name as it is ordered and searched by prefix
    password_hash VARCHAR(255) NOT NULL,              -- a PHC string, its parameters included
    role          VARCHAR(16) NOT NULL,               -- USER or ADMIN
    created_at    BIGINT NOT NULL,
    last_seen_at  BIGINT,
    disabled_at   BIGINT,
    CONSTRAINT account_pk PRIMARY KEY (id),
    CONSTRAINT account_username_uq UNIQUE (username)
);
CREATE INDEX account_name_ix ON account (name_key, id);

CREATE TABLE sign_in (
    id           BIGINT NOT NULL,
    token_hash   VARCHAR(64) NOT NULL,                -- SHA-256 of the cookie's token, in hexadecimal
    account_id   BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    CONSTRAINT sign_in_pk PRIMARY KEY (id),
    CONSTRAINT sign_in_token_uq UNIQUE (token_hash),
    CONSTRAINT sign_in_account_fk FOREIGN KEY (account_id) REFERENCES account (id)
);
CREATE INDEX sign_in_expires_ix ON sign_in (expires_at);

CREATE TABLE room (
    id            BIGINT NOT NULL,
    kind          VARCHAR(8) NOT NULL,                -- DIRECT or GROUP
    direct_key    VARCHAR(41),                        -- both account ids, smaller first: 5:12
    title         VARCHAR(256),
    last_seq      BIGINT NOT NULL,                    -- number of the latest lasting change
    message_count BIGINT NOT NULL,
    last_message_seq BIGINT NOT NULL,                 -- number of the newest message, 0 for none
    epoch         VARCHAR(32) NOT NULL,
    version       BIGINT NOT NULL,                    -- an update of an old copy fails by it
    created_at    BIGINT NOT NULL,
    CONSTRAINT room_pk PRIMARY KEY (id),
    CONSTRAINT room_direct_key_uq UNIQUE (direct_key)
);

CREATE TABLE membership (
    room_id      BIGINT NOT NULL,
    account_id   BIGINT NOT NULL,
    received_seq BIGINT NOT NULL,
    read_seq     BIGINT NOT NULL,
    read_count   BIGINT NOT NULL,                     -- unread is room.message_count - read_count
    version      BIGINT NOT NULL,
    CONSTRAINT membership_pk PRIMARY KEY (room_id, account_id),
    CONSTRAINT membership_room_fk FOREIGN KEY (room_id) REFERENCES room (id),
    CONSTRAINT membership_account_fk FOREIGN KEY (account_id) REFERENCES account (id)
);
CREATE INDEX membership_account_ix ON membership (account_id, room_id);

-- Every index is paid for with every message, so there is none that storing or paging does not need: Derby keeps one for
-- each foreign key, and one by ordinal would only serve the newest message, whose number the room has.
-- Rooms and accounts are never deleted.
CREATE TABLE message (
    id         BIGINT NOT NULL,
    room_id    BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    ordinal    BIGINT NOT NULL,                       -- its place among the room's messages, from 1
    sender_id  BIGINT NOT NULL,
    cid        VARCHAR(64) ${bytewise} NOT NULL,
    body       VARCHAR(16000) NOT NULL,
    sent_at    BIGINT NOT NULL,
    edited_at  BIGINT,
    deleted_at BIGINT,
    reply_to   BIGINT,
    change_seq BIGINT,                                -- number of its latest edit, deletion or reaction
    CONSTRAINT message_pk PRIMARY KEY (id),
    CONSTRAINT message_seq_uq UNIQUE (room_id, seq),
    CONSTRAINT message_cid_uq UNIQUE (cid, sender_id) -- cid first: a batch is looked up by its cids
);

CREATE TABLE message_change (
    room_id    BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    sender_id  BIGINT NOT NULL,
    cid        VARCHAR(64) ${bytewise} NOT NULL,
    kind       VARCHAR(8) NOT NULL,                   -- EDIT, DELETE or REACTION
    message_id BIGINT NOT NULL,
    CONSTRAINT message_change_pk PRIMARY KEY (room_id, seq),
    CONSTRAINT message_change_cid_uq UNIQUE (cid, sender_id),
    CONSTRAINT message_change_message_fk FOREIGN KEY (message_id) REFERENCES message (id)
);
