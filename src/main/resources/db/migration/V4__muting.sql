-- Who muted a conversation hears nothing of its messages: they are counted on its row, and nowhere else.
ALTER TABLE membership ADD COLUMN muted BOOLEAN DEFAULT FALSE NOT NULL;
