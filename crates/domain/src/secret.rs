//! Text that never shows in a log.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A token, key or password. `Debug` and `Display` show only that there is one.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, format = Password)]
pub struct Secret(String);

impl Secret {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself: for the place that needs it, and nowhere else.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_secret_does_not_print_itself() {
        let secret = super::Secret::new("EAAG-canary");
        assert!(!format!("{secret:?} {secret}").contains("canary"));
    }
}
