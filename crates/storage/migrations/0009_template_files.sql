-- Samples of templates at the provider: a handle is good for one app and for some time.
CREATE TABLE media_handles (
    workspace_id {id}  NOT NULL,
    media_id     {id}  NOT NULL,
    meta_app_id  TEXT  NOT NULL,
    handle       TEXT  NOT NULL,
    expires_at   {int} NOT NULL,
    PRIMARY KEY (workspace_id, media_id, meta_app_id),
    FOREIGN KEY (workspace_id, media_id) REFERENCES media (workspace_id, id)
){strict};

-- Which of the provider's ready-made templates it was made from, and what was filled in.
ALTER TABLE templates ADD COLUMN library {json};
