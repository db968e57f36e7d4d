//! How a value is written: durations, sizes, addresses.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use domain::Secret;
use url::Url;

/// A type that a setting may have.
pub trait Value: Sized {
    /// What to write, for people.
    const KIND: &'static str;
    /// Whether the value must not be shown.
    const IS_SECRET: bool = false;

    /// Reads the text of a setting. The error says what is wrong with it.
    fn parse(text: &str) -> Result<Self, String>;
}

/// A number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ByteSize(pub u64);

impl ByteSize {
    /// For where memory is counted.
    pub fn as_usize(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

impl Value for SocketAddr {
    const KIND: &'static str = "address:port";

    fn parse(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| "write an IP address and a port, for example 127.0.0.1:8080".to_owned())
    }
}

impl Value for Url {
    const KIND: &'static str = "URL";

    fn parse(text: &str) -> Result<Self, String> {
        let url = Self::parse(text).map_err(|error| format!("this is not a URL: {error}"))?;
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
            return Err("write an http or https address, for example https://inbox.example.com".to_owned());
        }
        if url.query().is_some() || url.fragment().is_some() || !matches!(url.path(), "" | "/") {
            return Err("write only scheme, host and port, without a path".to_owned());
        }
        Ok(url)
    }
}

impl Value for PathBuf {
    const KIND: &'static str = "path";

    fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() { Err("write a path".to_owned()) } else { Ok(Self::from(text)) }
    }
}

impl Value for String {
    const KIND: &'static str = "text";

    fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() { Err("this must not be empty".to_owned()) } else { Ok(text.to_owned()) }
    }
}

impl Value for Secret {
    const KIND: &'static str = "text";
    const IS_SECRET: bool = true;

    fn parse(text: &str) -> Result<Self, String> {
        String::parse(text).map(Self::new)
    }
}

impl Value for bool {
    const KIND: &'static str = "true or false";

    fn parse(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| "write true or false".to_owned())
    }
}

impl Value for u32 {
    const KIND: &'static str = "whole number";

    fn parse(text: &str) -> Result<Self, String> {
        match text.parse() {
            Ok(0) | Err(_) => Err("write a whole number from 1 up".to_owned()),
            Ok(number) => Ok(number),
        }
    }
}

impl Value for LogFormat {
    const KIND: &'static str = "text or json";

    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("write text or json".to_owned()),
        }
    }
}

impl Value for Duration {
    const KIND: &'static str = "duration";

    fn parse(text: &str) -> Result<Self, String> {
        let (number, unit) = split_unit(text);
        let unit_ms = match unit {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => 0,
        };
        number
            .and_then(|number| number.checked_mul(unit_ms))
            .filter(|ms| *ms > 0)
            .map(Self::from_millis)
            .ok_or_else(|| "write a number and ms, s, m, h or d, for example 30s".to_owned())
    }
}

impl Value for ByteSize {
    const KIND: &'static str = "size";

    fn parse(text: &str) -> Result<Self, String> {
        let (number, unit) = split_unit(text);
        let unit = match unit {
            "B" => 1,
            "KiB" => 1 << 10,
            "MiB" => 1 << 20,
            "GiB" => 1 << 30,
            _ => 0,
        };
        number
            .and_then(|number| number.checked_mul(unit))
            .filter(|bytes| *bytes > 0)
            .map(Self)
            .ok_or_else(|| "write a number and B, KiB, MiB or GiB, for example 1MiB".to_owned())
    }
}

fn split_unit(text: &str) -> (Option<u64>, &str) {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    (number.parse().ok(), unit.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_sizes_are_written_with_their_unit() {
        assert_eq!(Duration::parse("30s"), Ok(Duration::from_secs(30)));
        assert_eq!(Duration::parse("7 d"), Ok(Duration::from_secs(7 * 86_400)));
        assert_eq!(ByteSize::parse("3MiB"), Ok(ByteSize(3 << 20)));
        for bad in [
            "",
            "30",
            "s",
            "-1s",
            "1.5h",
            "0s",
            "30 seconds",
            "99999999999999999999d",
            "18446744073709551615d",
        ] {
            assert!(Duration::parse(bad).is_err(), "{bad}");
        }
        for bad in ["", "1", "1MB", "1 mib", "0B", "18446744073709551615GiB"] {
            assert!(ByteSize::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_public_url_is_an_origin() {
        assert!(<Url as Value>::parse("https://inbox.example.com").is_ok());
        assert!(<Url as Value>::parse("http://192.0.2.1:8080/").is_ok());
        for bad in ["inbox.example.com", "ftp://x", "https://x/path", "https://x/?q", "https://"] {
            assert!(<Url as Value>::parse(bad).is_err(), "{bad}");
        }
    }
}
