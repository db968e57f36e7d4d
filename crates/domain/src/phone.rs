//! Telephone numbers in E.164.

use std::fmt;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A telephone number: `+`, country code and subscriber number, digits only.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, examples("+4915112345678"))]
pub struct Phone(String);

/// Why a text is not a telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPhone {
    #[error("write the number with its country code, for example +49 151 12345678")]
    NoCountryCode,
    #[error("this is not a number that exists: check the country code and the number of digits")]
    NotPossible,
}

impl Phone {
    /// Reads a number as a person types it. It must carry its country code (`+…` or `00…`), because
    /// a number without one would be sent to the business's own country.
    pub fn parse(text: &str) -> Result<Self, InvalidPhone> {
        let trimmed = text.trim();
        let international = match trimmed.strip_prefix("00") {
            Some(rest) => format!("+{rest}"),
            None => trimmed.to_owned(),
        };
        if !international.starts_with('+') {
            return Err(InvalidPhone::NoCountryCode);
        }
        let number = PHONE_NUMBER_UTIL.parse(&international, None).map_err(|_| InvalidPhone::NotPossible)?;
        if !PHONE_NUMBER_UTIL.is_possible_number(&number) {
            return Err(InvalidPhone::NotPossible);
        }
        Ok(Self(PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned()))
    }

    /// From the bare digits of a WhatsApp id, which are a full number without `+`.
    pub fn from_wa_id(wa_id: &str) -> Option<Self> {
        let plausible = (5..=20).contains(&wa_id.len()) && wa_id.bytes().all(|b| b.is_ascii_digit());
        plausible.then(|| Self(format!("+{wa_id}")))
    }

    /// `+` and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Digits alone, as a WhatsApp id has them.
    pub fn digits(&self) -> &str {
        &self.0[1..]
    }
}

impl AsRef<str> for Phone {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Masked: numbers never reach a log.
impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.len().saturating_sub(3);
        write!(f, "Phone(+…{})", self.0.get(shown..).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c7_numbers_are_normalised_to_e164() {
        for (typed, want) in [
            ("+49 (151) 1234-5678", "+4915112345678"),
            ("0049 151 12345678", "+4915112345678"),
            (" +1 650 555 1234 ", "+16505551234"),
            ("+55 11 98765 4321", "+5511987654321"),
        ] {
            assert_eq!(Phone::parse(typed).unwrap().as_str(), want, "{typed}");
        }
    }

    #[test]
    fn c7_a_bad_number_says_what_is_wrong() {
        assert_eq!(Phone::parse("0151 12345678"), Err(InvalidPhone::NoCountryCode));
        assert_eq!(Phone::parse("hello"), Err(InvalidPhone::NoCountryCode));
        assert_eq!(Phone::parse("+49 1"), Err(InvalidPhone::NotPossible));
        assert_eq!(Phone::parse("+"), Err(InvalidPhone::NotPossible));
        assert_eq!(Phone::parse("+1 650 555 1234 99999999"), Err(InvalidPhone::NotPossible));
    }

    #[test]
    fn a_number_is_masked_in_debug() {
        assert_eq!(format!("{:?}", Phone::parse("+16505551234").unwrap()), "Phone(+…234)");
    }
}
