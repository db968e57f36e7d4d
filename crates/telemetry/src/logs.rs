//! What is written to standard error, and how.

use std::io::IsTerminal;
use std::panic::PanicHookInfo;

use tracing::Subscriber;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For machines: one JSON object a line.
    Json,
}

/// Why logging could not begin.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("log.level: `{level}` is not a level or a list like `info,waypost_jobs=debug`")]
    Level {
        level: String,
        #[source]
        source: tracing_subscriber::filter::ParseError,
    },
    #[error("the process logs already")]
    AlreadyLogging(#[from] tracing_subscriber::util::TryInitError),
}

/// Begins to log to standard error, and makes panics log lines. Once per process.
///
/// `level`: `error` to `trace`, also per part of the program: `info,waypost_jobs=debug`.
pub fn init(level: &str, format: Format) -> Result<(), Error> {
    let is_terminal = std::io::stderr().is_terminal();
    subscriber(level, format, is_terminal, std::io::stderr)?.try_init()?;
    std::panic::set_hook(Box::new(log_panic));
    Ok(())
}

/// Libraries that would log what they carry (heads, frames, tokens with them) if they were asked for everything.
/// Who needs that names them: `trace,h2=trace`.
const DISCREET: &str = "h2=warn,hyper=warn,hyper_util=warn,reqwest=warn,rustls=warn,tungstenite=warn,\
    tokio_tungstenite=warn,tokio_postgres=warn,tower_http=warn";

/// What logs to `writer`, for tests that read the log.
///
/// # Errors
/// [`Error::Level`].
pub fn subscriber<W>(
    level: &str,
    format: Format,
    has_colours: bool,
    writer: W,
) -> Result<impl Subscriber + Send + Sync, Error>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let filter = EnvFilter::builder()
        .parse(format!("{DISCREET},{level}"))
        .map_err(|source| Error::Level { level: level.to_owned(), source })?;
    let lines = tracing_subscriber::fmt::layer().with_writer(writer).with_ansi(has_colours);
    let lines: Box<dyn Layer<_> + Send + Sync> = match format {
        Format::Text => lines.compact().boxed(),
        Format::Json => {
            lines.json().flatten_event(true).with_current_span(true).with_span_list(false).boxed()
        }
    };
    Ok(tracing_subscriber::registry().with(filter).with(lines))
}

/// A panic as a line of the log: where it happened and what it said.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let message = panic.payload_as_str().unwrap_or("a panic without words");
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let thread = std::thread::current().name().unwrap_or("unnamed").to_owned();
    let backtrace = std::backtrace::Backtrace::capture();
    tracing::error!(panic.place = place, panic.thread = thread, %backtrace, "panicked: {message}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use domain::Secret;
    use domain::phone::Phone;

    /// Keeps what is logged.
    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    impl Kept {
        fn during(level: &str, format: Format, act: impl FnOnce()) -> String {
            let kept = Self::default();
            let writer = kept.clone();
            let subscriber = subscriber(level, format, false, move || writer.clone()).unwrap();
            tracing::subscriber::with_default(subscriber, act);
            let bytes = kept.0.lock().unwrap().clone();
            String::from_utf8(bytes).unwrap()
        }
    }

    #[test]
    fn secrets_and_numbers_do_not_reach_the_log() {
        for format in [Format::Text, Format::Json] {
            let logged = Kept::during("trace", format, || {
                let secret = Secret::new("EAAG-canary-token");
                let phone = Phone::parse("+49 151 12345678").unwrap();
                let _span = tracing::info_span!("send", ?secret, %secret, ?phone).entered();
                tracing::info!(access.token = ?secret, contact.phone = ?phone, "sending {secret:?} to {phone:?}");
            });
            assert!(logged.contains("sending"), "{logged}");
            assert!(!logged.contains("canary"), "{logged}");
            assert!(!logged.contains("4915112345678") && !logged.contains("12345"), "{logged}");
        }
    }

    #[test]
    fn libraries_that_carry_secrets_stay_discreet_unless_they_are_named() {
        let log = || tracing::trace!(target: "h2", "a frame with a token");
        assert_eq!(Kept::during("trace", Format::Text, log), "");
        assert!(Kept::during("info,h2=trace", Format::Text, log).contains("a frame"));
    }

    #[test]
    fn json_lines_are_json_with_dotted_fields() {
        let logged = Kept::during("info", Format::Json, || {
            tracing::info_span!("request", request.id = "r1").in_scope(|| {
                tracing::info!(message.id = "m1", "sent");
            });
            tracing::debug!("not shown");
        });
        let line: serde_json::Value = serde_json::from_str(logged.trim()).unwrap();
        assert_eq!(line["message"], "sent");
        assert_eq!(line["message.id"], "m1");
        assert_eq!(line["span"]["request.id"], "r1");
    }

    #[test]
    fn levels_can_differ_per_part_and_a_bad_one_is_named() {
        let logged = Kept::during("warn,waypost_telemetry=debug", Format::Text, || {
            tracing::debug!("shown");
            tracing::info!(target: "elsewhere", "hidden");
        });
        assert!(logged.contains("shown") && !logged.contains("hidden"), "{logged}");
        let error = subscriber("a=b=c", Format::Text, false, std::io::sink).err().unwrap();
        assert!(error.to_string().starts_with("log.level: `a=b=c`"), "{error}");
    }

    #[test]
    fn a_panic_is_a_line_in_the_log() {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(log_panic));
        let logged = Kept::during("info", Format::Text, || {
            let _ = std::panic::catch_unwind(|| panic!("a test panic"));
        });
        std::panic::set_hook(before);
        assert!(logged.contains("panicked: a test panic") && logged.contains("logs.rs:"), "{logged}");
    }
}
