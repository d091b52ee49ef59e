-- Edits, deletions, reactions and replies. The columns of message that they need are there since the baseline.

-- A repeat is answered with the first ack, which names the time. There are no rows yet.
ALTER TABLE message_change ADD COLUMN sent_at BIGINT NOT NULL DEFAULT 0;

CREATE TABLE reaction (
    message_id BIGINT NOT NULL,
    emoji      VARCHAR(32) ${bytewise} NOT NULL,      -- as Unicode lists it, fully qualified
    account_id BIGINT NOT NULL,
    seq        BIGINT NOT NULL,                       -- number of the change that it came by: the order of first use
    CONSTRAINT reaction_pk PRIMARY KEY (message_id, emoji, account_id),
    CONSTRAINT reaction_message_fk FOREIGN KEY (message_id) REFERENCES message (id)
);
