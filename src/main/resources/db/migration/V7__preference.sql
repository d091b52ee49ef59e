-- What people have chosen becomes a table of its own: no row means that somebody has chosen nothing.
-- One column a statement, which both databases take.

CREATE TABLE preference (
    account_id      BIGINT NOT NULL,
    language        VARCHAR(8),                           -- en, de or tr; null: as the browser has it
    theme           VARCHAR(8),                           -- LIGHT or DARK; null: as the system has it
    hides_presence  BOOLEAN NOT NULL,                     -- and sees nobody else's
    hides_typing    BOOLEAN NOT NULL,                     -- and sees nobody else's
    hides_receipts  BOOLEAN NOT NULL,                     -- and sees nobody else's
    do_not_disturb  BOOLEAN NOT NULL,
    muted_sound     BOOLEAN NOT NULL,
    CONSTRAINT preference_pk PRIMARY KEY (account_id),
    CONSTRAINT preference_account_fk FOREIGN KEY (account_id) REFERENCES account (id)
);

INSERT INTO preference
    (account_id, language, theme, hides_presence, hides_typing, hides_receipts, do_not_disturb, muted_sound)
SELECT id, language, theme, hides_presence, hides_typing, hides_receipts, do_not_disturb, muted_sound
FROM account
WHERE language IS NOT NULL OR theme IS NOT NULL
   OR hides_presence OR hides_typing OR hides_receipts OR do_not_disturb OR muted_sound;

ALTER TABLE account DROP COLUMN language;
ALTER TABLE account DROP COLUMN theme;
ALTER TABLE account DROP COLUMN hides_presence;
ALTER TABLE account DROP COLUMN hides_typing;
ALTER TABLE account DROP COLUMN hides_receipts;
ALTER TABLE account DROP COLUMN do_not_disturb;
ALTER TABLE account DROP COLUMN muted_sound;
