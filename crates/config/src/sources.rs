//! Where values come from, and which of them wins.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::settings::{SETTINGS, Setting};
use crate::value::Value;

/// The file that is read when none is named, if it is there.
pub const DEFAULT_FILE: &str = "waypost.toml";
const PREFIX: &str = "WAYPOST_";

/// Variables of the same prefix that others read: the flag `--config`, and the tests.
const NOT_SETTINGS: [&str; 6] =
    ["CONFIG", "SHARED", "CHROMIUM", "BINARY", "POSTGRES_BIN", "TEST_POSTGRES_URL"];

/// Where a value came from. Later ones win.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    Default,
    File(PathBuf),
    Variable(String),
    Flag,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path) => write!(f, "file {}", path.display()),
            Self::Variable(name) => write!(f, "environment {name}"),
            Self::Flag => f.write_str("flag"),
        }
    }
}

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("cannot read the configuration file {path}")]
    File {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("the configuration file {path} is not TOML: {message}")]
    Toml { path: PathBuf, message: String },
    #[error("there is no setting `{key}` ({origin}){hint}")]
    Unknown { key: String, origin: Origin, hint: String },
    #[error("`{key}` ({origin}): {message}")]
    Invalid { key: String, origin: Origin, message: String },
}

/// The text of every setting that was given, and where.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    given: BTreeMap<&'static str, (String, Origin)>,
}

impl Sources {
    /// Adds the settings of a TOML file over those that are there.
    pub fn add_file(&mut self, path: &Path) -> Result<(), Error> {
        let text =
            std::fs::read_to_string(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| Error::Toml {
            path: path.to_owned(),
            message: error.to_string().trim().to_owned(),
        })?;
        let mut flat = Vec::new();
        flatten("", &table, &mut flat);
        flat.into_iter().try_for_each(|(key, text)| self.add(&key, text, Origin::File(path.to_owned())))
    }

    /// Adds those of `variables` whose name begins with `WAYPOST_`.
    pub fn add_environment(
        &mut self,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(), Error> {
        for (name, text) in variables {
            let Some(rest) = name.strip_prefix(PREFIX) else {
                continue;
            };
            if NOT_SETTINGS.contains(&rest) {
                continue;
            }
            let key = rest.to_ascii_lowercase().replace("__", ".");
            self.add(&key, text, Origin::Variable(name))?;
        }
        Ok(())
    }

    /// Adds one setting from the command line.
    pub fn add_flag(&mut self, key: &str, text: impl Into<String>) -> Result<(), Error> {
        self.add(key, text.into(), Origin::Flag)
    }

    fn add(&mut self, key: &str, text: String, origin: Origin) -> Result<(), Error> {
        let Some(setting) = SETTINGS.iter().find(|setting| setting.key == key) else {
            return Err(Error::Unknown { key: key.to_owned(), hint: hint_for(key, &origin), origin });
        };
        if let Err(message) = (setting.check)(&text) {
            return Err(Error::Invalid { key: key.to_owned(), origin, message });
        }
        self.given.insert(setting.key, (text, origin));
        Ok(())
    }

    /// The text of a setting and where it came from.
    pub fn lookup(&self, setting: &Setting) -> Option<(&str, Origin)> {
        match self.given.get(setting.key) {
            Some((text, origin)) => Some((text, origin.clone())),
            None => setting.default.map(|text| (text, Origin::Default)),
        }
    }

    pub(crate) fn optional<T: Value>(&self, key: &str) -> Result<Option<T>, Error> {
        let found = SETTINGS.iter().find(|setting| setting.key == key).and_then(|s| self.lookup(s));
        let Some((text, origin)) = found else {
            return Ok(None);
        };
        match T::parse(text) {
            Ok(value) => Ok(Some(value)),
            Err(message) => Err(Error::Invalid { key: key.to_owned(), origin, message }),
        }
    }

    pub(crate) fn required<T: Value>(&self, key: &str) -> Result<T, Error> {
        self.optional(key)?.ok_or_else(|| Error::Invalid {
            key: key.to_owned(),
            origin: Origin::Default,
            message: "this must be given".to_owned(),
        })
    }
}

/// The leaves of a TOML table, with dotted keys and their values as text.
fn flatten(prefix: &str, table: &toml::Table, into: &mut Vec<(String, String)>) {
    for (name, value) in table {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            toml::Value::Table(inner) => flatten(&key, inner, into),
            toml::Value::String(text) => into.push((key, text.clone())),
            other => into.push((key, other.to_string())),
        }
    }
}

/// The nearest setting, written as it is written where the mistake was made.
fn hint_for(key: &str, origin: &Origin) -> String {
    let nearest = SETTINGS
        .iter()
        .map(|setting| (strsim::jaro_winkler(key, setting.key), setting))
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .filter(|(likeness, _)| *likeness > 0.75);
    match (nearest, origin) {
        (Some((_, setting)), Origin::Variable(_)) => format!("; did you mean {}?", setting.variable()),
        (Some((_, setting)), _) => format!("; did you mean `{}`?", setting.key),
        (None, _) => String::from("; `waypost config` lists all there are"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Config;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        file
    }

    fn variable(name: &str, value: &str) -> [(String, String); 1] {
        [(name.to_owned(), value.to_owned())]
    }

    #[test]
    fn flags_win_over_environment_over_file_over_defaults() {
        let mut sources = Sources::default();
        let file = file(
            "listen = '127.0.0.1:1'\n[log]\nlevel = 'debug'\nformat = 'json'\n[limits]\nconnections = 7",
        );
        sources.add_file(file.path()).unwrap();
        sources.add_environment(variable("WAYPOST_LISTEN", "127.0.0.1:2")).unwrap();
        sources.add_environment(variable("WAYPOST_LOG__LEVEL", "warn")).unwrap();
        sources.add_environment(variable("PATH", "/bin")).unwrap();
        sources.add_flag("listen", "127.0.0.1:3").unwrap();
        let config = Config::read(&sources).unwrap();
        assert_eq!(config.server.listen.port(), 3);
        assert_eq!(config.log.level, "warn");
        assert_eq!(config.log.format, crate::value::LogFormat::Json);
        assert_eq!(config.limits.connections, 7);
    }

    #[test]
    fn an_unknown_key_names_the_nearest() {
        let mut sources = Sources::default();
        let error = |result: Result<(), Error>| result.unwrap_err().to_string();
        assert_eq!(
            error(sources.add_environment(variable("WAYPOST_LOG__LEVLE", "x"))),
            "there is no setting `log.levle` (environment WAYPOST_LOG__LEVLE); did you mean WAYPOST_LOG__LEVEL?",
        );
        assert_eq!(
            error(sources.add_flag("datadir", "x")),
            "there is no setting `datadir` (flag); did you mean `data_dir`?",
        );
        let nonsense = error(sources.add_flag("zzz", "x"));
        assert!(nonsense.ends_with("`waypost config` lists all there are"), "{nonsense}");
        let file = file("[lgo]\nlevel = 'x'");
        assert!(error(sources.add_file(file.path())).contains("did you mean `log.level`?"));
    }

    #[test]
    fn a_bad_value_is_refused_where_it_was_given_and_a_secret_is_not_repeated() {
        let mut sources = Sources::default();
        assert_eq!(
            sources.add_flag("live.retention", "soon").unwrap_err().to_string(),
            "`live.retention` (flag): write a number and ms, s, m, h or d, for example 30s",
        );
        sources.add_flag("database_url", "postgres://u:canary@h/d").unwrap();
        assert!(!format!("{:?}", Config::read(&sources).unwrap()).contains("canary"));
    }

    #[test]
    fn a_broken_file_says_where() {
        let mut sources = Sources::default();
        let broken = file("listen = \n");
        let message = sources.add_file(broken.path()).unwrap_err().to_string();
        assert!(message.contains("line 1"), "{message}");
        let missing = sources.add_file(Path::new("/nowhere/waypost.toml")).unwrap_err().to_string();
        assert_eq!(missing, "cannot read the configuration file /nowhere/waypost.toml");
    }
}
