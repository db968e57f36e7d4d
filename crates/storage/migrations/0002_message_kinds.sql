-- What a contact's message came from, and what became of it.
ALTER TABLE messages ADD COLUMN origin {json};
ALTER TABLE messages ADD COLUMN edited_at {int};
ALTER TABLE messages ADD COLUMN deleted_at {int};
