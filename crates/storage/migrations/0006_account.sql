-- What the provider tells about numbers and accounts, and what of it somebody should read.
ALTER TABLE phone_numbers ADD COLUMN details {json} NOT NULL DEFAULT '{}';
-- The provider's times of the last news.
ALTER TABLE phone_numbers ADD COLUMN heard_at {json} NOT NULL DEFAULT '{}';
ALTER TABLE phone_numbers ADD COLUMN auth_name TEXT NOT NULL DEFAULT 'authorization';
-- Empty: the token stands alone.
ALTER TABLE phone_numbers ADD COLUMN auth_scheme TEXT NOT NULL DEFAULT 'Bearer';

CREATE TABLE wabas (
    workspace_id {id}   NOT NULL REFERENCES workspaces (id),
    waba_id      TEXT   NOT NULL,
    -- A copy of what the provider says, and of what came by webhook.
    waba         {json} NOT NULL,
    heard_at     {json} NOT NULL,
    requested_at {int}  NOT NULL,
    -- Set while a job that reads the account is owed and has not begun.
    owed_at      {int},
    PRIMARY KEY (workspace_id, waba_id)
){strict};

CREATE TABLE account_notices (
    workspace_id    {id}    NOT NULL REFERENCES workspaces (id),
    id              {id}    NOT NULL,
    -- Of what came: the same thing told again is the same notice.
    hash            {bytes} NOT NULL,
    waba_id         TEXT    NOT NULL,
    phone_number_id {id},
    severity        TEXT    NOT NULL,
    field           TEXT    NOT NULL,
    title           TEXT    NOT NULL,
    detail          TEXT,
    remedy          TEXT,
    at              {int}   NOT NULL,
    received_at     {int}   NOT NULL,
    raw             {json}  NOT NULL,
    PRIMARY KEY (workspace_id, id)
){strict};
CREATE UNIQUE INDEX account_notices_by_hash ON account_notices (workspace_id, hash);
CREATE INDEX account_notices_by_time ON account_notices (workspace_id, received_at, id);
