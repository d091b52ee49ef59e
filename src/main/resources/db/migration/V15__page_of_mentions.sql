-- The page of mentions reads the messages to all members newest first, a bounded number of them.
CREATE INDEX mention_all_page_ix ON mention_all (message_id DESC); -- Derby cannot read an index backwards
