//! `waypost journal`.

use anyhow::Result;
use config::Config;
use domain::Clock;

use crate::app::open_store;
use crate::cli::JournalCommand;
use crate::commands::say;

pub(super) async fn run(config: Config, command: JournalCommand) -> Result<()> {
    let JournalCommand::Reapply = command;
    let store = open_store(&config).await?;
    let (entries, unclear) = jobs::applier::reapply(&store, &Clock::system()).await?;
    say(&format!("Applied {entries} journal entries again; {unclear} are still not understood whole."))
}
