//! `waypost user`.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use actions::{password, workspace};
use anyhow::{Context as _, Result, bail};
use config::Config;
use domain::{Clock, Secret};
use storage::Scope;

use crate::app::open_store;
use crate::cli::UserCommand;
use crate::commands::say;

pub(super) async fn run(config: Config, command: UserCommand) -> Result<()> {
    let UserCommand::Add { email, name, workspace } = command;
    let secret = read_password()?;
    let store = open_store(&config).await?;
    let hash = tokio::task::spawn_blocking(move || password::hash(&secret)).await??;
    let now = Clock::system().now();
    let created = store
        .write(Scope::System, move |tx| {
            let user = workspace::create_user(tx, now, &email, &name, &hash)?;
            let seat = workspace::create(tx, now, &workspace, user.id)?;
            Ok::<_, workspace::Error>((user, seat))
        })
        .await?;
    say(&format!("{} can sign in and owns the workspace “{}”.", created.0.email, created.1.workspace.name))
}

fn read_password() -> Result<Secret> {
    if std::io::stdin().is_terminal() {
        write!(std::io::stderr(), "Password (at least {} characters): ", password::MIN_LENGTH)?;
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).context("cannot read the password")?;
    let line = line.trim_end_matches(['\r', '\n']);
    if line.chars().count() < password::MIN_LENGTH {
        bail!("the password needs at least {} characters; give it on standard input", password::MIN_LENGTH);
    }
    Ok(Secret::new(line))
}
