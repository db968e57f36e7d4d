//! The programs that tests need from the system: installed when root on Debian, otherwise named.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Result, anyhow, bail};
use throwaway_postgres::Installation;

use crate::process::{Run, version_of};

/// The environment variable that names the browser, before any guess.
const CHROMIUM_VARIABLE: &str = "WAYPOST_CHROMIUM";

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Something that tests need and Debian has.
struct Need {
    what: &'static str,
    package: &'static str,
    is_there: fn() -> bool,
}

const NEEDS: [Need; 3] = [
    Need { what: "Python with venv", package: "python3-venv", is_there: has_venv },
    Need { what: "a PostgreSQL server", package: "postgresql", is_there: || Installation::find().is_ok() },
    Need { what: "Chromium", package: "chromium", is_there: || chromium().is_some() },
];

/// Sees to it that everything is there.
pub(crate) fn provide() -> Result<()> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.is_there)()).collect();
    if missing.is_empty() {
        println!("{}", found());
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    if !is_root()
        || !Path::new("/etc/debian_version").exists()
        || version_of("apt-get", "--version").is_none()
    {
        bail!("{}", how_to_get(&missing, is_root()));
    }
    install(&packages)?;
    if let Some(need) = missing.iter().find(|need| !(need.is_there)()) {
        bail!("{} was installed, but {} is still not found", need.package, need.what);
    }
    println!("{}", found());
    Ok(())
}

/// The browser for the end-to-end tests.
pub(crate) fn chromium() -> Option<PathBuf> {
    if let Some(named) = env::var_os(CHROMIUM_VARIABLE) {
        return Some(PathBuf::from(named)).filter(|path| path.is_file());
    }
    let directories: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    BROWSERS.iter().flat_map(|name| directories.iter().map(move |d| d.join(name))).find(|path| path.is_file())
}

/// Fails when Node is missing or too old for the console's tools.
pub(crate) fn require_node() -> Result<()> {
    let fix = "the console and its tests need Node 20.19 or newer with npm: https://nodejs.org/en/download";
    let version = version_of("node", "--version").ok_or_else(|| anyhow!("no `node` found; {fix}"))?;
    if !is_new_enough(&version) {
        bail!("node is {version}; {fix}");
    }
    if version_of("npm", "--version").is_none() {
        bail!("no `npm` found; {fix}");
    }
    Ok(())
}

/// Fails when Python cannot make environments, and says how to get one that can.
pub(crate) fn require_python() -> Result<()> {
    let fix = "the Python client wants Python 3.10 or newer with venv. On Debian or Ubuntu:\n  apt-get update && \
               apt-get install -y --no-install-recommends python3 python3-venv";
    if has_venv() {
        return Ok(());
    }
    bail!("no `python3` with venv found; {fix}")
}

/// Debian has the part that makes environments in a package of its own.
fn has_venv() -> bool {
    let asked =
        Run::new("python3").args(["-c", "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))"]);
    asked.output().is_ok()
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers =
        version.trim_start_matches('v').split('.').map_while(|number| number.parse::<u32>().ok());
    (numbers.next(), numbers.next()) >= (Some(20), Some(19))
}

fn found() -> String {
    let postgres = Installation::find().map(|found| found.major().to_string()).unwrap_or_default();
    let chromium = chromium().map(|path| path.display().to_string()).unwrap_or_default();
    format!("PostgreSQL {postgres}, browser {chromium}")
}

fn install(packages: &[&str]) -> Result<()> {
    println!("installing from Debian: {}", packages.join(" "));
    let apt = || Run::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive");
    apt().args(["update", "--quiet"]).go()?;
    apt().args(["install", "--quiet", "--yes", "--no-install-recommends"]).args(packages).go()
}

fn how_to_get(missing: &[&Need], is_root: bool) -> String {
    let what: Vec<&str> = missing.iter().map(|need| need.what).collect();
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    let sudo = if is_root { "" } else { "sudo " };
    format!(
        "not found: {}. On Debian or Ubuntu:\n  {sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {}\n\
         elsewhere install them your way; {} and {} name them where they are not found by themselves",
        what.join(", "),
        packages.join(" "),
        throwaway_postgres::installation::BIN_VARIABLE,
        CHROMIUM_VARIABLE,
    )
}

fn is_root() -> bool {
    version_of("id", "-u").as_deref() == Some("0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_with_the_command_to_get_it() {
        let said = how_to_get(&[&NEEDS[2]], false);
        assert!(
            said.contains("Chromium")
                && said.contains("sudo apt-get install -y --no-install-recommends chromium"),
            "{said}"
        );
        assert!(!how_to_get(&[&NEEDS[0]], true).contains("sudo"));
    }

    #[test]
    fn node_20_19_is_the_oldest_that_will_do() {
        assert!(is_new_enough("v20.19.0") && is_new_enough("v24.1.0"));
        assert!(!is_new_enough("v20.18.3") && !is_new_enough("v18.20.0") && !is_new_enough("nonsense"));
    }
}
