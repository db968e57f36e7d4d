//! Every setting, once: key, type, default, meaning.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use domain::Secret;
use url::Url;

use crate::sources::{Error, Sources};
use crate::value::{ByteSize, LogFormat, Value};

/// A setting as the reference and the checks see it.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// In the file; nested tables are joined by dots.
    pub key: &'static str,
    /// What to write, for people.
    pub kind: &'static str,
    /// Absent: off, or worked out from other settings.
    pub default: Option<&'static str>,
    pub is_secret: bool,
    /// What it does, in Markdown.
    pub about: &'static str,
    /// Whether a text is a value of this setting.
    pub check: fn(&str) -> Result<(), String>,
}

impl Setting {
    /// The environment variable of the same meaning.
    pub fn variable(&self) -> String {
        format!("WAYPOST_{}", self.key.replace('.', "__").to_ascii_uppercase())
    }
}

fn check<T: Value>(text: &str) -> Result<(), String> {
    T::parse(text).map(drop)
}

/// Reads one field, with or without a default.
macro_rules! read {
    ($sources:ident, $key:expr, $type:ty, $default:literal) => {
        $sources.required::<$type>($key)?
    };
    ($sources:ident, $key:expr, $type:ty,) => {
        $sources.optional::<$type>($key)?
    };
}

macro_rules! field_type {
    ($type:ty, $default:literal) => { $type };
    ($type:ty,) => { Option<$type> };
}

macro_rules! default_text {
    ($default:literal) => {
        Some($default)
    };
    () => {
        None
    };
}

macro_rules! join_lines {
    ($($line:literal)*) => { concat!($($line),*) };
}

/// Makes the structs, the table of settings and the reading of them from one list.
macro_rules! settings {
    ($(
        #[doc = $section_doc:literal]
        $section:ident: $struct:ident {
            $($(#[doc = $doc:literal])* $field:ident: $type:ty $(= $default:literal)?, $key:literal;)*
        }
    )*) => {
        $(
            #[doc = $section_doc]
            #[derive(Debug, Clone, PartialEq, Eq)]
            pub struct $struct {
                $($(#[doc = $doc])* pub $field: field_type!($type, $($default)?),)*
            }
        )*

        /// Everything that can be configured.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Config {
            $(#[doc = $section_doc] pub $section: $struct,)*
        }

        /// The table of all settings, in the order in which the reference lists them.
        pub const SETTINGS: &[Setting] = &[$($(Setting {
            key: $key,
            kind: <$type as Value>::KIND,
            default: default_text!($($default)?),
            is_secret: <$type as Value>::IS_SECRET,
            about: join_lines!($($doc)*),
            check: check::<$type>,
        },)*)*];

        impl Config {
            /// The values that win. Fails on the first that cannot be read.
            pub fn read(sources: &Sources) -> Result<Self, Error> {
                Ok(Self {
                    $($section: $struct {
                        $($field: read!(sources, $key, $type, $($default)?),)*
                    },)*
                })
            }
        }
    };
}

settings! {
    /// Where the server is and what it keeps.
    server: Server {
        /// The address and port that the server listens on. Put a reverse proxy with TLS in front of it
        /// to reach it from outside.
        listen: SocketAddr = "127.0.0.1:8080", "listen";
        /// Where browsers and Meta reach the server: scheme, host and port. Makes the webhook URL that is
        /// shown, and with `https` the cookies secure.
        public_url: Url, "public_url";
        /// The folder for the database, the journal and files. Made if it is missing.
        data_dir: PathBuf = "./data", "data_dir";
        /// `postgres://user:password@host/database`. Without it everything is in SQLite, in the data folder.
        database_url: Secret, "database_url";
    }

    /// What is logged.
    log: Log {
        /// `error`, `warn`, `info`, `debug` or `trace`, also per part: `info,waypost_jobs=debug`.
        level: String = "info", "log.level";
        /// `text` for people, `json` for machines.
        format: LogFormat = "text", "log.format";
    }

    /// Figures for Prometheus.
    metrics: Metrics {
        /// Whether figures are offered at `/metrics`.
        enabled: bool = "true", "metrics.enabled";
        /// Offers them on an address of their own instead of the main one, for networks where the main
        /// one is public.
        listen: SocketAddr, "metrics.listen";
    }

    /// What clients may take.
    limits: Limits {
        /// The largest webhook that is taken. Meta's own limit is 3 MiB.
        webhook_body: ByteSize = "4MiB", "limits.webhook_body";
        /// The largest body of an API call.
        api_body: ByteSize = "1MiB", "limits.api_body";
        /// Connections at a time, in all.
        connections: u32 = "8192", "limits.connections";
        /// Connections at a time from one address (IPv6: one /64 network). The machine itself is exempt.
        /// Raise it when a reverse proxy on another machine is in front.
        connections_per_address: u32 = "1024", "limits.connections_per_address";
        /// How long a client may take to send the head of a request.
        header_timeout: Duration = "5s", "limits.header_timeout";
        /// How long a client may take to send a body; large bodies get a second more for every 32 KiB.
        body_timeout: Duration = "12s", "limits.body_timeout";
        /// How long a connection may be idle between two requests.
        idle_timeout: Duration = "75s", "limits.idle_timeout";
        /// How long the requests under way may take to finish when the server stops.
        drain_timeout: Duration = "20s", "limits.drain_timeout";
    }

    /// News for consoles and other clients.
    live: Live {
        /// How often clients should ask for news when they have no WebSocket.
        polling_interval: Duration = "5s", "live.polling_interval";
        /// How long events are kept for clients that come back. Who was away longer loads everything anew.
        retention: Duration = "7d", "live.retention";
    }

    /// Signing in.
    sessions: Sessions {
        /// How long a sign-in lasts.
        lifetime: Duration = "30d", "sessions.lifetime";
    }

    /// Calls to the Cloud API.
    send: Send {
        /// How long connecting may take.
        connect_timeout: Duration = "5s", "send.connect_timeout";
        /// How long a call may take in all. A send that is cut off here may still have arrived: it waits as
        /// `unknown` for Meta's word.
        timeout: Duration = "30s", "send.timeout";
        /// Whether numbers may be connected to a provider on this machine or in a private network, for example to
        /// `waypost simulator`, and whether what forms ask may be forwarded there, also without TLS. Off, because
        /// who may connect numbers or change forms could otherwise make the server call what only it can reach.
        /// `waypost demo` needs no permission.
        private_addresses: bool = "false", "send.private_addresses";
    }

    /// Files: what contacts send, and what is sent to them.
    media: Media {
        /// How long files are kept. Messages stay, and say that their file is gone.
        retention: Duration = "1825d", "media.retention";
        /// Keeps files in this bucket of S3, or of something that speaks like it, instead of the folder `media`
        /// in the data folder.
        s3_bucket: String, "media.s3.bucket";
        /// The bucket's region.
        s3_region: String = "us-east-1", "media.s3.region";
        /// Where S3 is, when it is not Amazon's: scheme, host and port.
        s3_endpoint: Url, "media.s3.endpoint";
        /// Who Waypost is for S3. Needed with a bucket.
        s3_access_key_id: String, "media.s3.access_key_id";
        /// What proves it. Needed with a bucket.
        s3_secret_access_key: Secret, "media.s3.secret_access_key";
    }

    /// The simulator of the Cloud API, in `waypost simulator` and `waypost demo`.
    simulator: Simulator {
        /// The address and port that the simulator listens on.
        listen: SocketAddr = "127.0.0.1:8090", "simulator.listen";
        /// A built-in world, or the path of a JSON file with one.
        world: String = "demo", "simulator.world";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_a_value_of_its_setting_and_every_key_is_there_once() {
        for setting in SETTINGS {
            if let Some(default) = setting.default {
                (setting.check)(default).unwrap_or_else(|e| panic!("{}: {e}", setting.key));
            }
            assert_eq!(SETTINGS.iter().filter(|s| s.key == setting.key).count(), 1, "{}", setting.key);
            assert!(setting.about.trim().ends_with('.'), "{}", setting.key);
        }
    }

    #[test]
    fn the_defaults_alone_are_a_configuration() {
        let config = Config::read(&Sources::default()).unwrap();
        assert_eq!(config.server.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.server.database_url, None);
        assert_eq!(config.live.retention, Duration::from_secs(7 * 86_400));
        assert_eq!(config.media.retention, Duration::from_secs(5 * 365 * 86_400));
        assert_eq!(config.media.s3_bucket, None);
    }
}
