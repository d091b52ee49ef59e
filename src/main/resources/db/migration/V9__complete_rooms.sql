-- A named room is stored in one transaction with its members and its first room event. Before, these were two, and a server that ended between
-- them left a room without any line, which nobody could see or repeat.
DELETE FROM membership WHERE room_id IN (SELECT id FROM room WHERE kind <> 'DIRECT' AND last_seq = 0);
DELETE FROM room WHERE kind <> 'DIRECT' AND last_seq = 0;
