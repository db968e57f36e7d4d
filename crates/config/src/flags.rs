//! What the command line offers.

use std::path::{Path, PathBuf};

use crate::sources::{DEFAULT_FILE, Error, Sources};

/// The flags that every command with a configuration takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct ConfigFlags {
    /// The configuration file; without it ./waypost.toml, if it is there
    #[arg(long, value_name = "PATH", env = "WAYPOST_CONFIG", global = true)]
    pub config: Option<PathBuf>,
    /// The address and port that the server listens on
    #[arg(long, value_name = "ADDRESS:PORT", global = true)]
    pub listen: Option<String>,
    /// Where browsers and Meta reach the server
    #[arg(long, value_name = "URL", global = true)]
    pub public_url: Option<String>,
    /// The folder for the database, the journal and files
    #[arg(long, value_name = "PATH", global = true)]
    pub data_dir: Option<String>,
    /// PostgreSQL instead of SQLite in the data folder
    #[arg(long, value_name = "postgres://…", global = true)]
    pub database_url: Option<String>,
    /// error, warn, info, debug or trace
    #[arg(long, value_name = "LEVEL", global = true)]
    pub log_level: Option<String>,
    /// text or json
    #[arg(long, value_name = "FORMAT", global = true)]
    pub log_format: Option<String>,
    /// Any other setting; may be repeated
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse_pair, global = true)]
    pub set: Vec<(String, String)>,
}

impl ConfigFlags {
    /// Reads the file, the environment of the process and the flags.
    pub fn sources(&self) -> Result<Sources, Error> {
        // Names and values that are not text cannot be settings of ours.
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        self.sources_with(variables)
    }

    /// The same, with another environment.
    pub fn sources_with(
        &self,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Sources, Error> {
        let mut sources = Sources::default();
        match &self.config {
            Some(path) => sources.add_file(path)?,
            None if Path::new(DEFAULT_FILE).exists() => sources.add_file(Path::new(DEFAULT_FILE))?,
            None => {}
        }
        sources.add_environment(environment)?;
        for (key, given) in [
            ("listen", &self.listen),
            ("public_url", &self.public_url),
            ("data_dir", &self.data_dir),
            ("database_url", &self.database_url),
            ("log.level", &self.log_level),
            ("log.format", &self.log_format),
        ] {
            if let Some(text) = given {
                sources.add_flag(key, text)?;
            }
        }
        for (key, text) in &self.set {
            sources.add_flag(key, text)?;
        }
        Ok(sources)
    }
}

fn parse_pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) => Ok((key.trim().to_owned(), value.trim().to_owned())),
        None => Err("write KEY=VALUE".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{Args, FromArgMatches};

    fn flags(args: &[&str]) -> ConfigFlags {
        let command = ConfigFlags::augment_args(clap::Command::new("test").no_binary_name(true));
        ConfigFlags::from_arg_matches(&command.get_matches_from(args)).unwrap()
    }

    #[test]
    fn a_flag_of_its_own_and_set_reach_the_same_settings() {
        let flags = flags(&["--data-dir", "/srv", "--set", "sessions.lifetime = 1d"]);
        let config = crate::Config::read(&flags.sources_with([]).unwrap()).unwrap();
        assert_eq!(config.server.data_dir, PathBuf::from("/srv"));
        assert_eq!(config.sessions.lifetime.as_secs(), 86_400);
    }

    #[test]
    fn a_file_that_was_named_must_be_there() {
        assert!(flags(&["--config", "/nowhere.toml"]).sources_with([]).is_err());
    }
}
