//! Meta apps: whose secret signs the webhooks.

use domain::phone_number::MetaApp;
use domain::{MetaAppId, Timestamp};

use crate::cell::Row;
use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 4 = "INSERT INTO meta_apps (id, app_secret, verify_token, created_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (id) DO NOTHING";
    LOOKUP: 1 = "SELECT id, app_secret, previous_app_secret, verify_token FROM meta_apps WHERE id = $1";
    LIST: 0 = "SELECT id, app_secret, previous_app_secret, verify_token FROM meta_apps ORDER BY created_at, id";
    ROTATE: 2 = "UPDATE meta_apps SET previous_app_secret = app_secret, app_secret = $2 WHERE id = $1";
}

#[derive(Debug)]
pub struct MetaApps<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn meta_apps(&mut self) -> MetaApps<'_, 'c> {
        MetaApps(self)
    }
}

impl MetaApps<'_, '_> {
    /// Stores an app that is not known yet; one that is stays as it is.
    pub fn add_if_new(&mut self, app: &MetaApp, now: Timestamp) -> Result<()> {
        let values =
            [(&app.id).into(), app.app_secret.expose().into(), app.verify_token.expose().into(), now.into()];
        self.0.execute(&ADD, values)?;
        Ok(())
    }

    pub fn lookup(&mut self, id: &MetaAppId) -> Result<Option<MetaApp>> {
        self.0.optional(&LOOKUP, [id.into()], read)
    }

    /// All of them, the oldest first: there are few.
    pub fn list(&mut self) -> Result<Vec<MetaApp>> {
        self.0.all(&LIST, [], read)
    }

    /// Takes a new secret into use and goes on accepting the one before it.
    pub fn update_secret(&mut self, id: &MetaAppId, secret: &str) -> Result<()> {
        self.0.execute(&ROTATE, [id.into(), secret.into()])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<MetaApp> {
    Ok(MetaApp {
        id: row.get(0)?,
        app_secret: row.get(1)?,
        previous_app_secret: row.get(2)?,
        verify_token: row.get(3)?,
    })
}
