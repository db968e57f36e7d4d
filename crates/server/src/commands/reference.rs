//! `waypost reference`: pages that are made from the program itself.

use std::fmt::Write as _;

use anyhow::Result;
use clap::CommandFactory as _;

use crate::cli::{Cli, ReferencePage};

pub(super) fn page(page: ReferencePage) -> Result<String> {
    Ok(match page {
        ReferencePage::Openapi => api::openapi().to_pretty_json()?,
        ReferencePage::Config => config::reference::markdown(),
        ReferencePage::Cli => command_line()?,
    })
}

fn command_line() -> Result<String> {
    let mut page = "# Command line\n\nWritten by `waypost reference cli`; do not edit.\n".to_owned();
    let mut root = Cli::command().term_width(100);
    root.build();
    describe(&root, "waypost", &mut page)?;
    Ok(page)
}

fn describe(command: &clap::Command, path: &str, page: &mut String) -> Result<()> {
    let help = command.clone().disable_version_flag(false).render_long_help().to_string();
    let lines: Vec<_> = help.lines().map(str::trim_end).collect();
    write!(page, "\n## `{path}`\n\n```text\n{}\n```\n", lines.join("\n").trim_end())?;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        describe(sub, &format!("{path} {}", sub.get_name()), page)?;
    }
    Ok(())
}
