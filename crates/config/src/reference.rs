//! The effective values, and the page that explains all settings.

use std::fmt::Write;

use crate::settings::SETTINGS;
use crate::sources::{Origin, Sources};

/// A setting as it is at the moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effective {
    pub key: &'static str,
    /// Masked if it is a secret; absent if it is not set.
    pub value: Option<String>,
    pub origin: Origin,
}

/// All settings with the values that win.
pub fn effective(sources: &Sources) -> Vec<Effective> {
    SETTINGS
        .iter()
        .map(|setting| match sources.lookup(setting) {
            Some((text, origin)) => {
                let shown = if setting.is_secret { mask(text) } else { text.to_owned() };
                Effective { key: setting.key, value: Some(shown), origin }
            }
            None => Effective { key: setting.key, value: None, origin: Origin::Default },
        })
        .collect()
}

/// What `waypost config` prints: a TOML-like line for each setting, with where its value came from.
pub fn effective_text(sources: &Sources) -> String {
    let all = effective(sources);
    let lines: Vec<_> = all
        .iter()
        .map(|setting| match &setting.value {
            Some(value) => (format!("{} = \"{value}\"", setting.key), setting.origin.to_string()),
            None => (format!("# {} is not set", setting.key), setting.origin.to_string()),
        })
        .collect();
    let width = lines.iter().map(|(line, _)| line.len()).max().unwrap_or_default();
    lines.iter().fold(String::new(), |mut text, (line, origin)| {
        let _ = writeln!(text, "{line:width$}  # {origin}");
        text
    })
}

/// Of a URL everything but its password, of anything else nothing.
fn mask(secret: &str) -> String {
    match url::Url::parse(secret) {
        Ok(mut url) if url.has_host() && url.query().is_none() => {
            if url.password().is_some() && url.set_password(Some("***")).is_err() {
                return "***".to_owned();
            }
            url.to_string()
        }
        _ => "***".to_owned(),
    }
}

/// The page `docs/reference/configuration.md`.
pub fn markdown() -> String {
    let mut page = String::from(INTRODUCTION);
    for setting in SETTINGS {
        let default = setting.default.map_or_else(|| "not set".to_owned(), |text| format!("`{text}`"));
        let _ = write!(
            page,
            "\n### `{}`\n\n{}\n\n- written as: {}\n- default: {default}\n- environment: `{}`\n",
            setting.key,
            setting.about.trim(),
            setting.kind,
            setting.variable(),
        );
    }
    page
}

const INTRODUCTION: &str = "\
# Configuration

<!-- Written by `waypost reference config`; do not edit. -->

Waypost runs without any configuration. What you set is taken from, the later winning over the earlier:

1. the defaults below;
2. a TOML file: the one named by `--config` or `WAYPOST_CONFIG`, otherwise `waypost.toml` in the current folder;
3. environment variables: `WAYPOST_` and the key in capitals, with `__` for the dot;
4. flags: `--listen`, `--public-url`, `--data-dir`, `--database-url`, `--log-level`, `--log-format`, and
   `--set KEY=VALUE` for every setting.

`waypost config` shows the values in effect and where each came from, with passwords masked. A key that does not
exist is an error, and so is a value that cannot be read.

Durations are written `500ms`, `30s`, `15m`, `24h`, `7d`; sizes `512KiB`, `4MiB`.

```toml
# waypost.toml
listen = \"127.0.0.1:8080\"
public_url = \"https://inbox.example.com\"

[log]
format = \"json\"
```

## Settings
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_effective_values_name_their_origin_and_hide_secrets() {
        let mut sources = Sources::default();
        sources.add_flag("database_url", "postgres://waypost:canary@db/waypost").unwrap();
        let text = effective_text(&sources);
        assert!(!text.contains("canary"), "{text}");
        let line = |key: &str| {
            let found = text.lines().find(|line| line.contains(key)).unwrap_or_default();
            found.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(line("database_url"), "database_url = \"postgres://waypost:***@db/waypost\" # flag");
        assert_eq!(line("public_url"), "# public_url is not set # default");
        assert_eq!(line("log.format"), "log.format = \"text\" # default");
    }

    #[test]
    fn a_secret_in_another_place_is_hidden_whole() {
        assert_eq!(mask("postgres:///db?host=/tmp&password=canary"), "***");
        assert_eq!(mask("canary"), "***");
    }

    #[test]
    fn the_reference_has_every_setting() {
        let page = markdown();
        for setting in SETTINGS {
            assert!(page.contains(&format!("### `{}`", setting.key)));
            assert!(page.contains(&setting.variable()));
        }
    }
}
