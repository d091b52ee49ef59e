-- What each person has chosen. Null: as the browser (language) or the system (theme) has it.
-- One column a statement, which both databases take.

ALTER TABLE account ADD COLUMN language VARCHAR(8);                               -- en, de or tr
ALTER TABLE account ADD COLUMN theme VARCHAR(8);                                  -- LIGHT or DARK
ALTER TABLE account ADD COLUMN hides_presence BOOLEAN DEFAULT FALSE NOT NULL;     -- and sees nobody else's
ALTER TABLE account ADD COLUMN hides_typing BOOLEAN DEFAULT FALSE NOT NULL;       -- and sees nobody else's
ALTER TABLE account ADD COLUMN hides_receipts BOOLEAN DEFAULT FALSE NOT NULL;     -- and sees nobody else's
ALTER TABLE account ADD COLUMN do_not_disturb BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE account ADD COLUMN muted_sound BOOLEAN DEFAULT FALSE NOT NULL;
