-- Flows: a copy of what the provider has, and who answers what they ask.
CREATE TABLE flows (
    workspace_id      {id}   NOT NULL REFERENCES workspaces (id),
    id                {id}   NOT NULL,
    waba_id           TEXT   NOT NULL,
    meta_flow_id      TEXT   NOT NULL,
    name              TEXT   NOT NULL,
    categories        {json} NOT NULL,
    status            TEXT   NOT NULL,
    validation_errors {json} NOT NULL,
    json_version      TEXT,
    data_api_version  TEXT,
    endpoint_url      TEXT,
    alerts            {json} NOT NULL,
    created_at        {int}  NOT NULL,
    updated_at        {int}  NOT NULL,
    heard_at          {int}  NOT NULL,
    -- The unguessable part of the address where our data endpoint is for this Flow.
    door_key          TEXT   NOT NULL,
    -- What forwarded questions are signed with.
    door_secret       TEXT   NOT NULL,
    door              {json} NOT NULL,
    PRIMARY KEY (workspace_id, id)
){strict};
CREATE INDEX flows_by_time ON flows (workspace_id, created_at, id);
CREATE UNIQUE INDEX flows_by_meta_id ON flows (workspace_id, meta_flow_id);
CREATE UNIQUE INDEX flows_by_door_key ON flows (door_key);

-- Which message a flow_token was sent with.
CREATE TABLE flow_tokens (
    workspace_id    {id}  NOT NULL REFERENCES workspaces (id),
    token           TEXT  NOT NULL,
    message_id      {id}  NOT NULL,
    conversation_id {id}  NOT NULL,
    meta_flow_id    TEXT  NOT NULL,
    sent_at         {int} NOT NULL,
    answered_at     {int},
    PRIMARY KEY (workspace_id, token)
){strict};

-- Key pairs of numbers, for what Flows ask. The one that is not retired is the one in use.
CREATE TABLE flow_keys (
    workspace_id    {id}   NOT NULL REFERENCES workspaces (id),
    id              {id}   NOT NULL,
    phone_number_id {id}   NOT NULL,
    private_key     TEXT   NOT NULL,
    public_key      TEXT   NOT NULL,
    created_at      {int}  NOT NULL,
    uploaded_at     {int},
    problem         {json},
    retired_at      {int},
    PRIMARY KEY (workspace_id, id)
){strict};
CREATE UNIQUE INDEX flow_keys_in_use ON flow_keys (workspace_id, phone_number_id) WHERE retired_at IS NULL;
