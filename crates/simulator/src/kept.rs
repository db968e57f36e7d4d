//! The running world in a file, so that it is found again after a restart.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::clock::{Clock, KeptClock};
use crate::sim::Sim;
use crate::state::State;
use crate::webhooks::{self, Outbound};

/// Goes up whenever an older file cannot be read any more.
const FORMAT: u32 = 1;
/// How long changes are collected before they are written.
const PAUSE: Duration = Duration::from_millis(500);

/// Why a kept world cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeptError {
    #[error("cannot read it")]
    Read(#[source] std::io::Error),
    #[error("it is not a whole file of the simulator")]
    Broken(#[source] serde_json::Error),
    #[error("it has format {found}, and this version reads format {FORMAT}")]
    Format { found: u32 },
}

/// The file, as it is written.
#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    clock: KeptClock,
    /// Webhooks that faults held; the faults themselves end with the process.
    held: Vec<&'a Outbound>,
    state: &'a State,
}

/// The file, as it is read.
#[derive(Deserialize)]
struct Read {
    clock: KeptClock,
    held: Vec<Outbound>,
    state: State,
}

/// The world and the clock of the file; `None` when there is no file.
pub(crate) fn read(path: &Path, is_frozen: bool) -> Result<Option<(State, Clock)>, KeptError> {
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(KeptError::Read(error)),
    };
    let found = format_of(&text)?;
    if found != FORMAT {
        return Err(KeptError::Format { found });
    }
    let Read { clock, held, mut state } = serde_json::from_slice(&text).map_err(KeptError::Broken)?;
    let clock = Clock::kept(&clock, is_frozen);
    let now = clock.now();
    state.resume(now);
    webhooks::queue_all(&mut state, held, now);
    Ok(Some((state, clock)))
}

fn format_of(text: &[u8]) -> Result<u32, KeptError> {
    #[derive(Deserialize)]
    struct Head {
        format: u32,
    }
    serde_json::from_slice::<Head>(text).map(|head| head.format).map_err(KeptError::Broken)
}

/// Writes the world down whenever it differs from what was written last.
#[derive(Debug)]
pub(crate) struct Keeper {
    path: PathBuf,
    /// What the file holds; the lock also keeps two writers apart.
    written: Mutex<Vec<u8>>,
}

impl Keeper {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, written: Mutex::default() }
    }

    /// Writes now, if anything changed. A failure is logged: the simulator goes on without.
    pub(crate) fn write(&self, sim: &Sim) {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let text = sim.look(|state| {
            let held = state.faults.held().collect();
            serde_json::to_vec(&Written { format: FORMAT, clock: sim.clock.keep(), held, state })
        });
        match text {
            Ok(text) if text == *written => {}
            Ok(text) => match replace(&self.path, &text) {
                Ok(()) => *written = text,
                Err(error) => {
                    tracing::warn!(path = %self.path.display(), error = %error, "the simulated world cannot be kept");
                }
            },
            Err(error) => tracing::warn!(error = %error, "the simulated world cannot be written down"),
        }
    }
}

/// Puts a whole file in the place of another. It holds tokens: nobody else may read it.
fn replace(path: &Path, text: &[u8]) -> std::io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    match std::fs::remove_file(&part) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&part)?;
    file.write_all(text)?;
    file.sync_all()?;
    std::fs::rename(&part, path)
}

/// Keeps the world until the simulator ends, within a second of each change.
pub(crate) async fn run(sim: Arc<Sim>) {
    loop {
        tokio::select! {
            () = sim.stop.cancelled() => return,
            () = sim.touched.notified() => {}
        }
        tokio::select! {
            () = sim.stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
        let sim = sim.clone();
        let writing = tokio::task::spawn_blocking(move || sim.keep());
        if let Err(error) = writing.await {
            tracing::error!(error = %error, "the simulated world cannot be kept");
        }
    }
}
