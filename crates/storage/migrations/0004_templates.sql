-- Message templates: a copy of what the provider has, and drafts of our own.
CREATE TABLE templates (
    workspace_id      {id}   NOT NULL REFERENCES workspaces (id),
    id                {id}   NOT NULL,
    waba_id           TEXT   NOT NULL,
    meta_template_id  TEXT,
    name              TEXT   NOT NULL,
    language          TEXT   NOT NULL,
    category          TEXT   NOT NULL,
    previous_category TEXT,
    category_notice   {json},
    status            TEXT   NOT NULL,
    reason            {json},
    problem           {json},
    quality           TEXT   NOT NULL,
    parameter_format  TEXT   NOT NULL,
    components        {json} NOT NULL,
    ttl_seconds       {int},
    draft             {json},
    version           {int}  NOT NULL,
    created_by        {json},
    updated_by        {json},
    created_at        {int}  NOT NULL,
    updated_at        {int}  NOT NULL,
    -- The provider's times of the last news.
    heard_at          {json} NOT NULL,
    -- Name and words in lower case: what a search looks at.
    search            TEXT   NOT NULL,
    PRIMARY KEY (workspace_id, id)
){strict};
CREATE INDEX templates_by_time ON templates (workspace_id, created_at, id);
CREATE UNIQUE INDEX templates_by_name ON templates (workspace_id, waba_id, name, language) WHERE status <> 'deleted';
CREATE UNIQUE INDEX templates_by_meta_id ON templates (workspace_id, meta_template_id) WHERE meta_template_id IS NOT NULL;

-- What changed, when, and by whom: one row a version.
CREATE TABLE template_versions (
    workspace_id  {id}   NOT NULL,
    template_id   {id}   NOT NULL,
    version       {int}  NOT NULL,
    at            {int}  NOT NULL,
    author        {json},
    changes       {json} NOT NULL,
    -- Whether it was handed to the provider then: those are limited.
    is_submission {bool} NOT NULL,
    PRIMARY KEY (workspace_id, template_id, version),
    FOREIGN KEY (workspace_id, template_id) REFERENCES templates (workspace_id, id)
){strict};

-- When an account's templates were last copied.
CREATE TABLE template_syncs (
    workspace_id {id}   NOT NULL REFERENCES workspaces (id),
    waba_id      TEXT   NOT NULL,
    requested_at {int}  NOT NULL,
    finished_at  {int},
    templates    {int},
    problem      {json},
    PRIMARY KEY (workspace_id, waba_id)
){strict};
