-- Rooms of several people: name (the column title), topic, roles, and the lines that tell of a change of the room.
ALTER TABLE room ADD COLUMN topic VARCHAR(512);
ALTER TABLE room ADD COLUMN archived_at BIGINT;
UPDATE room SET kind = 'PRIVATE' WHERE kind = 'GROUP'; -- the former name; no former version could make such a room
CREATE INDEX room_kind_ix ON room (kind);              -- finds the public rooms among many conversations of two

ALTER TABLE membership ADD COLUMN role VARCHAR(8) DEFAULT 'MEMBER' NOT NULL;
ALTER TABLE membership ADD COLUMN joined_at BIGINT DEFAULT 0 NOT NULL;
UPDATE membership SET joined_at = (SELECT created_at FROM room WHERE room.id = membership.room_id);

-- A line that tells of a change of the room is a row of message, since it takes a number as a message does. Its body is the new name,
-- topic or role. It does not count as a message.
ALTER TABLE message ADD COLUMN event VARCHAR(16);
ALTER TABLE message ADD COLUMN event_subject BIGINT;   -- the account to which it happened; no foreign key, whose index each message would pay
