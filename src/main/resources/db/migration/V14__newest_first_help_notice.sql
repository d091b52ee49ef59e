-- What is listed newest first: Derby cannot read an index backwards.
CREATE INDEX audit_event_newest_ix ON audit_event (happened_at DESC, id DESC);
DROP INDEX audit_event_time_ix;
CREATE INDEX invite_newest_ix ON invite (id DESC);
CREATE INDEX invite_account_newest_ix ON invite (account_id, id DESC);
DROP INDEX invite_account_ix;
CREATE INDEX invite_room_newest_ix ON invite (room_id, id DESC);
DROP INDEX invite_room_ix;

-- Whether the notice that a help link was used has been dismissed in this sign-in. Others still show it, so that nobody dismisses it for
-- the person. A further use of a link ends all sign-ins, so that one flag is enough.
ALTER TABLE sign_in ADD COLUMN help_notice_dismissed BOOLEAN DEFAULT FALSE NOT NULL;
