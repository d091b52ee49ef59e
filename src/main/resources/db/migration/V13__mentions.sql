-- Mentions, notification levels, "mark as unread", and who wrote in a room last.

-- A muted room is one that rings for mentions alone.
ALTER TABLE membership ADD COLUMN notify_level VARCHAR(8) DEFAULT 'ALL' NOT NULL;
UPDATE membership SET notify_level = 'MENTIONS' WHERE muted = TRUE;
ALTER TABLE membership DROP COLUMN muted;

-- read_seq goes back when the member marks messages as unread. What the others were told as read stays read.
ALTER TABLE membership ADD COLUMN shown_read_seq BIGINT DEFAULT 0 NOT NULL;
UPDATE membership SET shown_read_seq = read_seq;
-- Written with read_count, in the same update: the members who wrote last are offered first.
ALTER TABLE membership ADD COLUMN last_sent_seq BIGINT DEFAULT 0 NOT NULL;

-- The account ids that a message mentions, and 'all': what was decided when it was sent, for frames and pages.
ALTER TABLE message ADD COLUMN mentions VARCHAR(1200);

-- Who is mentioned or answered by a message that is not deleted. No foreign keys, whose indexes each row would pay.
CREATE TABLE mention (
    message_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    room_id    BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    reason     VARCHAR(8) NOT NULL,                   -- MENTION or REPLY; MENTION if it is both
    CONSTRAINT mention_pk PRIMARY KEY (message_id, account_id)
);
CREATE INDEX mention_unread_ix ON mention (room_id, account_id, seq);
CREATE INDEX mention_page_ix ON mention (account_id, message_id DESC); -- Derby cannot read an index backwards

-- The messages that mention all members, one row each. The row of a deleted message stays: it counts for the limit of a day.
CREATE TABLE mention_all (
    room_id    BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    sender_id  BIGINT NOT NULL,
    sent_at    BIGINT NOT NULL,
    deleted    BOOLEAN DEFAULT FALSE NOT NULL,
    CONSTRAINT mention_all_pk PRIMARY KEY (room_id, seq)
);
CREATE INDEX mention_all_sender_ix ON mention_all (sender_id, sent_at);
