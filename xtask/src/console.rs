//! The web console's tools: npm packages installed once per lockfile, the console built once per source.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{process::Run, repository::Repository, system};

/// The folder of npm workspaces, and that of the generator with a compiler of its own.
pub(crate) const WEB: &str = "web";
const OPENAPI_TOOL: &str = "web/tools/openapi";
const BUILT: &str = "web/apps/console/dist/index.html";

/// Installs the packages of the console and of its generator, where a lockfile changed.
pub(crate) fn install(repository: &Repository) -> Result<()> {
    install_packages(repository, WEB)?;
    install_packages(repository, OPENAPI_TOOL)
}

/// `npm ci` in a folder, unless its lockfile is the one that was installed last.
pub(crate) fn install_packages(repository: &Repository, folder: &str) -> Result<()> {
    system::require_node()?;
    let lockfile = Path::new(folder).join("package-lock.json");
    let fingerprint = repository.fingerprint([lockfile.as_path()])?;
    let work = format!("npm-{}", folder.replace('/', "-"));
    if repository.is_fresh(&work, fingerprint) && repository.path(folder).join("node_modules").is_dir() {
        println!("{folder}: packages are installed");
        return Ok(());
    }
    // Packages run no code of their own on our machines: every tool here works without its install script.
    npm(repository, folder)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .go()
        .with_context(|| format!("npm could not install {folder}/package-lock.json. {}", npm_fix(folder)))?;
    repository.mark_fresh(&work, fingerprint)
}

/// `npm run SCRIPT` in a folder.
pub(crate) fn npm_run(repository: &Repository, folder: &str, script: &str) -> Result<()> {
    npm(repository, folder)
        .args(["run", "--silent", script])
        .go()
        .with_context(|| format!("`npm run {script}` in {folder} failed. {}", npm_fix(folder)))
}

/// Builds the console when one of its sources changed since the last build.
pub(crate) fn build_if_stale(repository: &Repository) -> Result<()> {
    let sources = sources(repository)?;
    let fingerprint = repository.fingerprint(sources.iter().map(PathBuf::as_path))?;
    if repository.is_fresh("console", fingerprint) && repository.has(BUILT) {
        println!("{WEB}: the console is built");
        return Ok(());
    }
    npm_run(repository, WEB, "build")?;
    repository.mark_fresh("console", fingerprint)
}

fn npm(repository: &Repository, folder: &str) -> Run {
    Run::new("npm").within(&repository.path(folder)).env("npm_config_update_notifier", "false")
}

fn npm_fix(folder: &str) -> String {
    format!(
        "If the packages are to blame: rm -rf {folder}/node_modules && npm --prefix {folder} ci --ignore-scripts \
         (it needs the npm registry; `npm config get registry` says which)"
    )
}

fn sources(repository: &Repository) -> Result<Vec<PathBuf>> {
    let mut files = repository.files()?;
    files.retain(|file| file.starts_with(WEB) && !file.starts_with("web/tools"));
    Ok(files)
}
