-- People: names from two places, what they want, groups; and what the provider reports beside statuses.
ALTER TABLE contacts ADD COLUMN kind TEXT NOT NULL DEFAULT 'person';
ALTER TABLE contacts ADD COLUMN profile_name TEXT;
-- The entry in the address book of the business's app: without a name when it was removed.
ALTER TABLE contacts ADD COLUMN book_name TEXT;
ALTER TABLE contacts ADD COLUMN book_at {int};
ALTER TABLE contacts ADD COLUMN marketing TEXT;
ALTER TABLE contacts ADD COLUMN marketing_at {int};

ALTER TABLE messages ADD COLUMN sent_by_id {id};
ALTER TABLE messages ADD COLUMN sent_by_name TEXT;
ALTER TABLE messages ADD COLUMN source TEXT;
ALTER TABLE messages ADD COLUMN billing {json};
ALTER TABLE messages ADD COLUMN recipients {json};
ALTER TABLE messages ADD COLUMN reports {json};
ALTER TABLE messages ADD COLUMN played_at {int};
CREATE INDEX messages_by_sender ON messages (workspace_id, sent_by_id) WHERE sent_by_id IS NOT NULL;

-- How far a message to a group has come with each of the group.
CREATE TABLE message_recipients (
    workspace_id {id}  NOT NULL,
    message_id   {id}  NOT NULL,
    contact_id   {id}  NOT NULL,
    status       TEXT  NOT NULL,
    at           {int} NOT NULL,
    PRIMARY KEY (workspace_id, message_id, contact_id),
    FOREIGN KEY (workspace_id, message_id) REFERENCES messages (workspace_id, id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id)
){strict};
CREATE INDEX message_recipients_by_contact ON message_recipients (workspace_id, contact_id);

-- A group is a contact, and this beside it.
CREATE TABLE groups (
    workspace_id       {id}   NOT NULL,
    contact_id         {id}   NOT NULL,
    conversation_id    {id}   NOT NULL,
    group_id           TEXT   NOT NULL,
    subject            TEXT,
    description        TEXT,
    invite_link        TEXT,
    join_approval_mode TEXT,
    is_deleted         {bool} NOT NULL,
    is_suspended       {bool} NOT NULL,
    -- The provider's times of the last news of each.
    heard_at           {json} NOT NULL,
    PRIMARY KEY (workspace_id, contact_id),
    UNIQUE (workspace_id, conversation_id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id)
){strict};

CREATE TABLE group_participants (
    workspace_id     {id}   NOT NULL,
    group_contact_id {id}   NOT NULL,
    contact_id       {id}   NOT NULL,
    -- False: left. Kept so that older news is not believed.
    is_member        {bool} NOT NULL,
    at               {int}  NOT NULL,
    PRIMARY KEY (workspace_id, group_contact_id, contact_id),
    FOREIGN KEY (workspace_id, group_contact_id) REFERENCES groups (workspace_id, contact_id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id)
){strict};
CREATE INDEX group_participants_by_contact ON group_participants (workspace_id, contact_id);

CREATE TABLE group_join_requests (
    workspace_id     {id}   NOT NULL,
    group_contact_id {id}   NOT NULL,
    join_request_id  TEXT   NOT NULL,
    contact_id       {id},
    -- False: withdrawn, or let in.
    is_open          {bool} NOT NULL,
    at               {int}  NOT NULL,
    PRIMARY KEY (workspace_id, group_contact_id, join_request_id),
    FOREIGN KEY (workspace_id, group_contact_id) REFERENCES groups (workspace_id, contact_id)
){strict};

-- How far the import of a number's older chats has come.
CREATE TABLE history_imports (
    workspace_id    {id}  NOT NULL,
    phone_number_id {id}  NOT NULL,
    state           TEXT  NOT NULL,
    phase           {int},
    progress        {int},
    messages        {int} NOT NULL,
    contacts        {int} NOT NULL,
    problem         {json},
    requested_at    {int},
    updated_at      {int},
    PRIMARY KEY (workspace_id, phone_number_id),
    FOREIGN KEY (workspace_id, phone_number_id) REFERENCES phone_numbers (workspace_id, id)
){strict};

-- News without an id of its own that has been applied. Names and numbers move between contacts: what was said of one
-- must not be taken to be said of whom it would name today, when the journal is applied again.
CREATE TABLE applied_news (
    workspace_id {id}    NOT NULL REFERENCES workspaces (id),
    fingerprint  {bytes} NOT NULL,
    applied_at   {int}   NOT NULL,
    PRIMARY KEY (workspace_id, fingerprint)
){strict};
