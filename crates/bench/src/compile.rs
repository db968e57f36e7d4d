//! How long the compiler takes: from nothing, and after a change near the ground and near the roof.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context, Result, bail};

use crate::figure::Figure;

/// Files whose change rebuilds much and little: what everything stands on, and what nothing stands on.
const GROUND: &str = "crates/domain/src/lib.rs";
const ROOF: &str = "crates/server/src/main.rs";

pub(crate) const ABOUT: &str = "The development build of the server: `cargo build -p waypost-server` in an empty target directory \
(dependencies already downloaded), and again after one line changed in a file.";

pub(crate) fn measure(root: &Path) -> Result<Vec<Figure>> {
    // In the usual target directory, because the system's temporary one may be small.
    let parent = root.join("target");
    fs::create_dir_all(&parent)?;
    let target = tempfile::Builder::new().prefix("bench-build-").tempdir_in(parent)?;
    run(root, target.path(), &["fetch", "--locked"])?;
    let cold = build(root, target.path())?;
    let ground = after_a_change(root, target.path(), GROUND)?;
    let roof = after_a_change(root, target.path(), ROOF)?;
    let figure = |name, seconds: f64| Figure {
        name,
        ratio: format!("{:.2} × the cold build", seconds / cold),
        value: format!("{seconds:.1} s"),
    };
    Ok(vec![
        figure("cold build", cold),
        figure("after a change in domain", ground),
        figure("after a change in server", roof),
    ])
}

fn after_a_change(root: &Path, target: &Path, file: &str) -> Result<f64> {
    let path = root.join(file);
    let before = fs::read(&path).with_context(|| file.to_owned())?;
    let _restored = Restored { path: &path, content: &before };
    let mut changed = before.clone();
    changed.extend_from_slice(b"\n// A line for the benchmark of incremental builds.\n");
    fs::write(&path, changed)?;
    build(root, target)
}

/// Puts the file back however the measurement ends.
struct Restored<'a> {
    path: &'a Path,
    content: &'a [u8],
}

impl Drop for Restored<'_> {
    fn drop(&mut self) {
        let _ = fs::write(self.path, self.content);
    }
}

fn build(root: &Path, target: &Path) -> Result<f64> {
    let begun = Instant::now();
    run(root, target, &["build", "--quiet", "--locked", "--package", "waypost-server"])?;
    Ok(begun.elapsed().as_secs_f64())
}

fn run(root: &Path, target: &Path, arguments: &[&str]) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.args(arguments).current_dir(root).env("CARGO_TARGET_DIR", target).stdin(Stdio::null());
    let status = cargo.status().context("cannot start cargo")?;
    if !status.success() {
        bail!("`cargo {}` failed", arguments.join(" "));
    }
    Ok(())
}
