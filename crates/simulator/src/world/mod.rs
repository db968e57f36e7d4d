//! The world that is pretended: businesses, numbers, apps, tokens, templates, people.

mod check;
mod file;

use std::path::Path;

pub use file::{
    App, Business, Customer, FlowFile, MediaFile, Number, Template, Token, TokenKind, ToldMessage, Waba,
    World,
};

/// Built-in worlds by name.
const BUILT_IN: [(&str, &str); 4] = [
    ("demo", include_str!("demo.json")),
    ("test", include_str!("test.json")),
    ("conformance", include_str!("conformance.json")),
    ("empty", include_str!("empty.json")),
];

/// Why a world cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WorldError {
    #[error("there is no built-in world {name:?} (there are: {known}), and no such file")]
    NotFound { name: String, known: String },
    #[error("cannot read the world file {path}")]
    Read {
        path: String,
        #[source]
        source: std::io::Error,
    },
    #[error("the world {name} is not valid: {source}")]
    Parse {
        name: String,
        #[source]
        source: serde_json::Error,
    },
    #[error("the world {name} is not valid: {what}")]
    Invalid { name: String, what: String },
}

impl World {
    /// A built-in world by its name, or a world file by its path.
    pub fn load(name_or_path: &str) -> Result<Self, WorldError> {
        if let Some((name, text)) = BUILT_IN.iter().find(|(name, _)| *name == name_or_path) {
            return Self::parse(name, text);
        }
        let path = Path::new(name_or_path);
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(name_or_path, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let known: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
                Err(WorldError::NotFound { name: name_or_path.to_owned(), known: known.join(", ") })
            }
            Err(source) => Err(WorldError::Read { path: name_or_path.to_owned(), source }),
        }
    }

    /// Reads a world from its JSON; `name` is for error messages.
    pub fn parse(name: &str, text: &str) -> Result<Self, WorldError> {
        let world: Self = serde_json::from_str(text)
            .map_err(|source| WorldError::Parse { name: name.to_owned(), source })?;
        check::check(&world).map_err(|what| WorldError::Invalid { name: name.to_owned(), what })?;
        Ok(world)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_worlds_are_valid() {
        for (name, _) in BUILT_IN {
            World::load(name).unwrap();
        }
        let demo = World::load("demo").unwrap();
        assert!(demo.customers.len() >= 8);
        assert!(demo.customers.iter().any(|c| c.phone_hidden && c.username.is_some()));
        assert!(demo.customers.iter().any(|c| c.name.chars().any(|ch| ('\u{600}'..'\u{700}').contains(&ch))));
    }

    #[test]
    fn a_world_can_come_from_a_file() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), include_str!("test.json")).unwrap();
        assert_eq!(World::load(file.path().to_str().unwrap()).unwrap().businesses.len(), 1);
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let error = |name_or_path: &str| World::load(name_or_path).unwrap_err().to_string();
        assert!(error("nowhere").contains("demo, test, conformance, empty"));
        assert!(matches!(World::load("/").unwrap_err(), WorldError::Read { .. }));
        let parse = |text: &str| World::parse("w", text).unwrap_err().to_string();
        assert!(parse("{").contains("line 1"));
        assert!(parse(r#"{"custommers":[]}"#).contains("custommers"));
        assert!(parse(r#"{"customers":[{"phone":"abc","name":"x"}]}"#).contains("abc"));
        assert!(parse(r#"{"tokens":[{"token":"t","app_id":"9"}]}"#).contains("app 9"));
        assert!(
            parse(r#"{"customers":[{"phone":"+1555","name":"a"},{"phone":"1555","name":"b"}]}"#)
                .contains("twice")
        );
    }
}
