-- Files have a state and a place, and ours belong to no message.
CREATE TABLE media_files (
    workspace_id  {id}  NOT NULL,
    id            {id}  NOT NULL,
    direction     TEXT  NOT NULL,
    -- The message that it came with.
    message_id    {id},
    meta_media_id TEXT,
    mime_type     TEXT  NOT NULL,
    filename      TEXT,
    size          {int},
    sha256        TEXT,
    state         TEXT  NOT NULL,
    error         {json},
    -- Where its bytes and its small picture are in the store of files.
    storage_key   TEXT,
    thumbnail_key TEXT,
    -- Until when the provider keeps it.
    expires_at    {int},
    created_at    {int} NOT NULL,
    updated_at    {int} NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, message_id) REFERENCES messages (workspace_id, id)
){strict};
INSERT INTO media_files (workspace_id, id, direction, message_id, meta_media_id, mime_type, sha256, state,
        expires_at, created_at, updated_at)
    SELECT workspace_id, id, 'inbound', message_id, meta_media_id, mime_type, sha256, 'pending',
        expires_at, created_at, created_at
    FROM media;
DROP TABLE media;
ALTER TABLE media_files RENAME TO media;
CREATE INDEX media_by_age ON media (created_at, workspace_id, id) WHERE storage_key IS NOT NULL;
CREATE INDEX media_by_key ON media (workspace_id, storage_key) WHERE storage_key IS NOT NULL;
CREATE INDEX media_by_thumbnail ON media (workspace_id, thumbnail_key) WHERE thumbnail_key IS NOT NULL;

-- Our files at the provider: an id is good for one number and for some time.
CREATE TABLE media_uploads (
    workspace_id    {id}  NOT NULL,
    media_id        {id}  NOT NULL,
    phone_number_id {id}  NOT NULL,
    meta_media_id   TEXT  NOT NULL,
    expires_at      {int} NOT NULL,
    PRIMARY KEY (workspace_id, media_id, phone_number_id),
    FOREIGN KEY (workspace_id, media_id) REFERENCES media (workspace_id, id)
){strict};

-- What is in the store of files, noted before the bytes are written: so none is ever forgotten there.
CREATE TABLE media_blobs (
    workspace_id {id}   NOT NULL,
    key          TEXT   NOT NULL,
    touched_at   {int}  NOT NULL,
    -- Nobody may refer to it any more: it is being removed.
    is_removing  {bool} NOT NULL,
    PRIMARY KEY (workspace_id, key)
){strict};
CREATE INDEX media_blobs_by_age ON media_blobs (touched_at);

-- Files on their way here, piece by piece.
CREATE TABLE uploads (
    workspace_id {id}  NOT NULL,
    id           {id}  NOT NULL,
    filename     TEXT,
    mime_type    TEXT  NOT NULL,
    size         {int} NOT NULL,
    -- How much of it is safely here.
    received     {int} NOT NULL DEFAULT 0,
    -- What it has become.
    media_id     {id},
    expires_at   {int} NOT NULL,
    created_at   {int} NOT NULL,
    PRIMARY KEY (workspace_id, id)
){strict};
CREATE INDEX uploads_by_age ON uploads (expires_at);
