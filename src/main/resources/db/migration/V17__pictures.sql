-- Pictures of people and of rooms: the content that each one shows. Foreign keys keep it from being deleted, and the indexes let a
-- deletion see at once whether anything uses a content.

ALTER TABLE account ADD COLUMN avatar VARCHAR(64);
CREATE INDEX account_avatar_ix ON account (avatar);
ALTER TABLE account ADD CONSTRAINT account_avatar_fk FOREIGN KEY (avatar) REFERENCES content (sha256);

ALTER TABLE room ADD COLUMN picture VARCHAR(64);
CREATE INDEX room_picture_ix ON room (picture);
ALTER TABLE room ADD CONSTRAINT room_picture_fk FOREIGN KEY (picture) REFERENCES content (sha256);
