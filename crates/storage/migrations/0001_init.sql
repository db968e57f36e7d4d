-- One text for both databases. {id} {int} {real} {bool} {json} {bytes} are column types, {strict} ends a table;
-- the lines from --@sqlite or --@pg to --@end are for that database alone. Times are microseconds since 1970, UTC.

CREATE TABLE workspaces (
    id         {id}  NOT NULL PRIMARY KEY,
    name       TEXT  NOT NULL,
    -- Number of the last event on the feed. Raised in the transaction that records the event, so that events
    -- become visible in the order of their numbers.
    event_seq  {int} NOT NULL DEFAULT 0,
    -- Events up to this number have been pruned.
    pruned_seq {int} NOT NULL DEFAULT 0,
    created_at {int} NOT NULL
){strict};

CREATE TABLE users (
    id            {id}  NOT NULL PRIMARY KEY,
    email         TEXT  NOT NULL UNIQUE,
    name          TEXT  NOT NULL,
    password_hash TEXT  NOT NULL,
    created_at    {int} NOT NULL
){strict};

CREATE TABLE memberships (
    workspace_id {id}  NOT NULL REFERENCES workspaces (id),
    user_id      {id}  NOT NULL REFERENCES users (id),
    role         TEXT  NOT NULL,
    created_at   {int} NOT NULL,
    PRIMARY KEY (workspace_id, user_id)
){strict};
CREATE INDEX memberships_by_user ON memberships (user_id, created_at);

CREATE TABLE sessions (
    token_hash {bytes} NOT NULL PRIMARY KEY,
    user_id    {id}    NOT NULL REFERENCES users (id),
    user_agent TEXT    NOT NULL,
    created_at {int}   NOT NULL,
    expires_at {int}   NOT NULL
){strict};
CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE meta_apps (
    id                  TEXT  NOT NULL PRIMARY KEY,
    app_secret          TEXT  NOT NULL,
    previous_app_secret TEXT,
    verify_token        TEXT  NOT NULL,
    created_at          {int} NOT NULL
){strict};

CREATE TABLE phone_numbers (
    workspace_id         {id}  NOT NULL REFERENCES workspaces (id),
    id                   {id}  NOT NULL,
    meta_phone_number_id TEXT  NOT NULL UNIQUE,
    waba_id              TEXT  NOT NULL,
    meta_app_id          TEXT  NOT NULL REFERENCES meta_apps (id),
    display_phone_number TEXT  NOT NULL,
    verified_name        TEXT  NOT NULL,
    quality_rating       TEXT  NOT NULL,
    base_url             TEXT  NOT NULL,
    api_version          TEXT  NOT NULL,
    access_token         TEXT  NOT NULL,
    state                TEXT  NOT NULL,
    state_since          {int} NOT NULL,
    state_reason         TEXT,
    last_webhook_at      {int},
    created_at           {int} NOT NULL,
    PRIMARY KEY (workspace_id, id)
){strict};

CREATE TABLE contacts (
    workspace_id {id}  NOT NULL REFERENCES workspaces (id),
    id           {id}  NOT NULL,
    name         TEXT  NOT NULL,
    -- Copies of two identifiers, for lists.
    phone        TEXT,
    username     TEXT,
    -- All of the above in lower case: what a search looks at.
    search       TEXT  NOT NULL,
    created_at   {int} NOT NULL,
    updated_at   {int} NOT NULL,
    PRIMARY KEY (workspace_id, id)
){strict};

CREATE TABLE contact_identifiers (
    workspace_id {id}  NOT NULL,
    kind         TEXT  NOT NULL,
    value        TEXT  NOT NULL,
    contact_id   {id}  NOT NULL,
    created_at   {int} NOT NULL,
    PRIMARY KEY (workspace_id, kind, value),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id)
){strict};
CREATE INDEX contact_identifiers_by_contact ON contact_identifiers (workspace_id, contact_id);

CREATE TABLE conversations (
    workspace_id      {id}  NOT NULL,
    id                {id}  NOT NULL,
    contact_id        {id}  NOT NULL,
    phone_number_id   {id}  NOT NULL,
    state             TEXT  NOT NULL,
    unread_count      {int} NOT NULL DEFAULT 0,
    last_message_id   {id},
    last_inbound_wamid TEXT,
    window_expires_at {int},
    last_activity_at  {int} NOT NULL,
    created_at        {int} NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, contact_id, phone_number_id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id),
    FOREIGN KEY (workspace_id, phone_number_id) REFERENCES phone_numbers (workspace_id, id)
){strict};
CREATE INDEX conversations_by_state ON conversations (workspace_id, state, last_activity_at, id);
CREATE INDEX conversations_unread ON conversations (workspace_id, last_activity_at, id) WHERE unread_count > 0;

CREATE TABLE messages (
    workspace_id    {id}   NOT NULL,
    id              {id}   NOT NULL,
    conversation_id {id}   NOT NULL,
    direction       TEXT   NOT NULL,
    kind            TEXT   NOT NULL,
    content         {json} NOT NULL,
    preview         TEXT,
    at              {int}  NOT NULL,
    status          TEXT,
    accepted_at     {int},
    sent_at         {int},
    delivered_at    {int},
    read_at         {int},
    failed_at       {int},
    error           {json},
    attempt         {int}  NOT NULL DEFAULT 0,
    author_id       {id},
    author_name     TEXT,
    reply_to_wamid  TEXT,
    reply_to_id     {id},
    reactions       {json},
    wamid           TEXT,
    client_ref      TEXT,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id)
){strict};
CREATE INDEX messages_by_conversation ON messages (workspace_id, conversation_id, at, id);
CREATE UNIQUE INDEX messages_by_wamid ON messages (workspace_id, wamid) WHERE wamid IS NOT NULL;

-- What was tried to get an outbound message out, one row a try.
CREATE TABLE send_attempts (
    workspace_id {id}  NOT NULL,
    message_id   {id}  NOT NULL,
    attempt      {int} NOT NULL,
    started_at   {int} NOT NULL,
    finished_at  {int},
    outcome      TEXT,
    wamid        TEXT,
    error        {json},
    PRIMARY KEY (workspace_id, message_id, attempt),
    FOREIGN KEY (workspace_id, message_id) REFERENCES messages (workspace_id, id)
){strict};
CREATE INDEX send_attempts_by_wamid ON send_attempts (workspace_id, wamid) WHERE wamid IS NOT NULL;

-- Statuses and reactions that came before the message they are about.
CREATE TABLE early_news (
    workspace_id {id}   NOT NULL,
    wamid        TEXT   NOT NULL,
    kind         TEXT   NOT NULL,
    at           {int}  NOT NULL,
    payload      {json} NOT NULL,
    PRIMARY KEY (workspace_id, wamid, kind, at)
){strict};

CREATE TABLE media (
    workspace_id  {id}  NOT NULL,
    id            {id}  NOT NULL,
    message_id    {id}  NOT NULL,
    meta_media_id TEXT,
    mime_type     TEXT  NOT NULL,
    sha256        TEXT,
    -- Until when the provider keeps the file.
    expires_at    {int},
    created_at    {int} NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, message_id) REFERENCES messages (workspace_id, id)
){strict};

CREATE TABLE events (
    workspace_id {id}   NOT NULL,
    seq          {int}  NOT NULL,
    recorded_at  {int}  NOT NULL,
    payload      TEXT   NOT NULL,
    PRIMARY KEY (workspace_id, seq)
){strict};
CREATE INDEX events_by_time ON events (recorded_at);

CREATE TABLE jobs (
    id           {id}   NOT NULL PRIMARY KEY,
    workspace_id {id}   NOT NULL,
    queue        TEXT   NOT NULL,
    -- Jobs of one queue with one key run one after another.
    key          TEXT   NOT NULL,
    run_at       {int}  NOT NULL,
    attempt      {int}  NOT NULL DEFAULT 0,
    -- Set while a runner works on it; when it passes, the runner is taken to be gone.
    lease_until  {int},
    work         {json} NOT NULL,
    last_error   TEXT,
    enqueued_at  {int}  NOT NULL
){strict};
CREATE INDEX jobs_ready ON jobs (queue, run_at, id);
CREATE INDEX jobs_by_key ON jobs (queue, key, id);

CREATE TABLE idempotency_keys (
    workspace_id {id}    NOT NULL,
    key          TEXT    NOT NULL,
    request_hash {bytes} NOT NULL,
    message_id   {id}    NOT NULL,
    created_at   {int}   NOT NULL,
    PRIMARY KEY (workspace_id, key)
){strict};

-- How far the journal has been applied. Moved in the transaction of what was applied.
CREATE TABLE journal_cursors (
    name     TEXT  NOT NULL PRIMARY KEY,
    entry_id {int} NOT NULL
){strict};

-- What became of a journal entry.
CREATE TABLE journal_outcomes (
    entry_id      {int}  NOT NULL PRIMARY KEY,
    outcome       TEXT   NOT NULL,
    updates       {int}  NOT NULL,
    error         TEXT,
    applied_at    {int}  NOT NULL
){strict};

--@pg
-- The journal. On SQLite it is a file of its own.
CREATE TABLE journal_entries (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    received_at  BIGINT NOT NULL,
    meta_app_id  TEXT   NOT NULL,
    headers      TEXT   NOT NULL,
    body         BYTEA  NOT NULL
);
--@end
