//! The folder that the demo keeps its data in.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use domain::Secret;

/// Says that a folder is the demo's, and how to sign in.
use crate::app::MEDIA_FOLDER;

const MARK: &str = "demo.json";
/// What the demo makes in its folder, apart from the mark.
const FILES: [&str; 2] = ["waypost.lock", "simulator.json"];
const DATABASES: [&str; 2] = ["waypost.db", "journal.db"];

/// The folder, and whether its story has been told.
#[derive(Debug)]
pub(crate) struct DemoFolder {
    path: PathBuf,
    pub(crate) demo: Demo,
    pub(crate) is_new: bool,
}

/// How to sign in.
#[derive(Debug, Clone)]
pub(crate) struct Demo {
    pub(crate) email: String,
    pub(crate) password: Secret,
}

impl DemoFolder {
    /// Finds or makes the demo's folder. With `fresh`, or when an earlier start was cut short, starts over.
    pub(crate) fn open(path: &Path, fresh: bool) -> Result<Self> {
        let mark = path.join(MARK);
        let found = match std::fs::read_to_string(&mark) {
            Ok(text) => Some(text),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
            Err(e) => return Err(e).with_context(|| format!("cannot read {}", mark.display())),
        };
        if found.is_none() && path.join(DATABASES[0]).exists() {
            bail!(
                "{} holds a Waypost that is not the demo's: choose another folder with --data-dir",
                path.display()
            );
        }
        let known = found.as_deref().and_then(read_mark).filter(|_| !fresh);
        if let Some(demo) = known {
            return Ok(Self { path: path.to_owned(), demo, is_new: false });
        }
        std::fs::create_dir_all(path)
            .with_context(|| format!("cannot make the folder {}", path.display()))?;
        check_unused(path)?;
        empty(path)?;
        let demo = Demo { email: "demo@waypost.example".to_owned(), password: new_password()? };
        let folder = Self { path: path.to_owned(), demo, is_new: true };
        folder.write_mark(false)?;
        Ok(folder)
    }

    /// Where the simulator keeps its phones.
    pub(crate) fn simulator_file(&self) -> PathBuf {
        self.path.join("simulator.json")
    }

    /// The story has been told: the next start keeps it.
    pub(crate) fn mark_told(&self) -> Result<()> {
        self.write_mark(true)
    }

    fn write_mark(&self, is_told: bool) -> Result<()> {
        let mark = self.path.join(MARK);
        let text = serde_json::json!({
            "email": self.demo.email, "password": self.demo.password.expose(), "is_told": is_told,
        });
        let _there_was_none = std::fs::remove_file(&mark);
        let write = || {
            let mut file =
                std::fs::OpenOptions::new().create_new(true).write(true).mode(0o600).open(&mark)?;
            writeln!(file, "{text:#}")
        };
        write().with_context(|| format!("cannot write {}", mark.display()))
    }
}

/// `None` when it is not ours, or the story was cut short.
fn read_mark(text: &str) -> Option<Demo> {
    let mark: serde_json::Value = serde_json::from_str(text).ok()?;
    let text = |key: &str| mark.get(key)?.as_str().map(ToOwned::to_owned);
    let is_told = mark.get("is_told")?.as_bool()?;
    is_told.then_some(Demo { email: text("email")?, password: Secret::new(text("password")?) })
}

/// Nobody else may be running on what is about to be thrown away.
fn check_unused(path: &Path) -> Result<()> {
    let Ok(lock) = std::fs::File::open(path.join(FILES[0])) else { return Ok(()) };
    match lock.try_lock() {
        Err(std::fs::TryLockError::WouldBlock) => {
            bail!("a demo is running in {}: stop it first", path.display())
        }
        _ => Ok(()),
    }
}

/// Removes what the demo made, and nothing else.
fn empty(path: &Path) -> Result<()> {
    let databases = DATABASES.iter().flat_map(|name| ["", "-wal", "-shm"].map(|end| format!("{name}{end}")));
    for name in databases.chain(FILES.iter().map(|name| (*name).to_owned())) {
        match std::fs::remove_file(path.join(&name)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(e).with_context(|| format!("cannot remove {name} from {}", path.display()));
            }
            _ => {}
        }
    }
    match std::fs::remove_dir_all(path.join(MEDIA_FOLDER)) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(e).with_context(|| format!("cannot remove {MEDIA_FOLDER} from {}", path.display()))
        }
        _ => Ok(()),
    }
}

fn new_password() -> Result<Secret> {
    let mut bytes = [0; 6];
    getrandom::fill(&mut bytes).map_err(|e| anyhow::anyhow!("the system has no randomness to give: {e}"))?;
    Ok(Secret::new(hex::encode(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_told_story_is_kept_and_fresh_starts_over() {
        let folder = tempfile::tempdir().unwrap();
        let first = DemoFolder::open(folder.path(), false).unwrap();
        assert!(first.is_new);
        let cut_short = DemoFolder::open(folder.path(), false).unwrap();
        assert!(cut_short.is_new, "a story that was not told to its end is told again");
        cut_short.mark_told().unwrap();
        let again = DemoFolder::open(folder.path(), false).unwrap();
        assert!(!again.is_new);
        assert_eq!(again.demo.password, cut_short.demo.password);
        std::fs::write(folder.path().join("waypost.db"), "old").unwrap();
        std::fs::create_dir_all(folder.path().join("media/spool")).unwrap();
        assert!(DemoFolder::open(folder.path(), true).unwrap().is_new);
        assert!(!folder.path().join("waypost.db").exists() && !folder.path().join("media").exists());
    }

    #[test]
    fn a_folder_of_a_real_waypost_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("waypost.db"), "real").unwrap();
        for fresh in [false, true] {
            let refused = DemoFolder::open(folder.path(), fresh).unwrap_err().to_string();
            assert!(refused.contains("--data-dir"), "{refused}");
        }
        assert!(folder.path().join("waypost.db").exists());
    }
}
