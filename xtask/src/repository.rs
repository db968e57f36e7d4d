//! Where we are: the root of the repository, its files, and cargo's target directory.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use cargo_metadata::{Metadata, MetadataCommand};

use crate::process::Run;

/// The repository, as cargo and git see it.
#[derive(Debug)]
pub(crate) struct Repository {
    pub(crate) root: PathBuf,
    pub(crate) metadata: Metadata,
}

impl Repository {
    pub(crate) fn find() -> Result<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut command = MetadataCommand::new();
        command.no_deps().manifest_path(here.parent().unwrap_or(here).join("Cargo.toml"));
        let metadata = command.exec().context("cargo metadata")?;
        Ok(Self { root: metadata.workspace_root.clone().into(), metadata })
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    pub(crate) fn has(&self, relative: &str) -> bool {
        self.path(relative).exists()
    }

    /// Where cargo puts the program that `cargo build -p waypost-server` makes in this profile's directory.
    pub(crate) fn server_binary(&self, profile_directory: &str) -> PathBuf {
        self.metadata.target_directory.join(profile_directory).join("waypost").into()
    }

    /// The files that belong to the repository (tracked, or new and not ignored), relative to its root.
    pub(crate) fn files(&self) -> Result<Vec<PathBuf>> {
        // A checkout may belong to another user than the one who runs the tests in it, as in a container.
        let listed = Run::new("git")
            .args(["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .within(&self.root)
            .output()?;
        let names = listed.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        let mut files: Vec<PathBuf> =
            names.map(|name| PathBuf::from(String::from_utf8_lossy(name).as_ref())).collect();
        files.retain(|file| self.root.join(file).is_file());
        files.sort();
        files.dedup();
        Ok(files)
    }

    /// A number that changes when one of these files does, in name or content.
    pub(crate) fn fingerprint<'a>(&self, files: impl IntoIterator<Item = &'a Path>) -> Result<u64> {
        let mut hasher = DefaultHasher::new();
        for file in files {
            let path = self.root.join(file);
            file.hash(&mut hasher);
            fs::read(&path).with_context(|| path.display().to_string())?.hash(&mut hasher);
        }
        Ok(hasher.finish())
    }

    /// Whether the work named here was last finished with this same fingerprint.
    pub(crate) fn is_fresh(&self, work: &str, fingerprint: u64) -> bool {
        fs::read_to_string(self.stamp(work)).is_ok_and(|stamp| stamp.trim() == fingerprint.to_string())
    }

    /// Remembers that the work named here is finished with this fingerprint.
    pub(crate) fn mark_fresh(&self, work: &str, fingerprint: u64) -> Result<()> {
        let stamp = self.stamp(work);
        if let Some(parent) = stamp.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&stamp, fingerprint.to_string()).with_context(|| stamp.display().to_string())
    }

    fn stamp(&self, work: &str) -> PathBuf {
        self.metadata.target_directory.join("xtask").join(work).into()
    }
}
