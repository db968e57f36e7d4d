//! Live client jobs: well-known clients from their registries, unmodified, against the simulator through its proxy.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, Result, bail};

use crate::{
    process::{Run, version_of},
    repository::Repository,
    system,
};

/// Our scripts for clients that have no tests of their own.
const SCRIPTS: &str = "crates/simulator/tests/clients";

/// The crate whose own tests run, and the hash of its package.
const CRATE: &str = "whatsapp-0.8.1";
const CRATE_URL: &str = "https://static.crates.io/crates/whatsapp/whatsapp-0.8.1.crate";
const CRATE_SHA256: &str = "90dda14c29c374fc75de2d422ac6c785119fb3a8fbaa4524a0f97840da85a83c";

/// Runs all three, each with a simulator of its own.
pub(crate) fn run(repository: &Repository) -> Result<()> {
    Run::cargo().args(["build", "--package", "waypost-server", "--bin", "waypost"]).go()?;
    let place = place(repository);
    fs::create_dir_all(&place).with_context(|| place.display().to_string())?;
    node(repository, &place.join("node"))?;
    python(repository, &place.join("python"))?;
    rust(repository, &place)
}

/// Where clients are kept between runs.
fn place(repository: &Repository) -> PathBuf {
    repository.metadata.target_directory.join("clients").into()
}

/// npm `@great-detail/whatsapp`.
fn node(repository: &Repository, place: &Path) -> Result<()> {
    system::require_node()?;
    copy(&repository.path(SCRIPTS).join("node"), place)?;
    let lockfile = PathBuf::from(SCRIPTS).join("node/package-lock.json");
    let fingerprint = repository.fingerprint([lockfile.as_path()])?;
    if !repository.is_fresh("clients-node", fingerprint) || !place.join("node_modules").is_dir() {
        Run::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .within(place)
            .env("npm_config_update_notifier", "false")
            .go()
            .with_context(|| unreachable("npm", "`npm config get registry` says which", place))?;
        repository.mark_fresh("clients-node", fingerprint)?;
    }
    let simulator = Simulator::start(repository)?;
    let run =
        Run::new("node").args(["--test", "--test-reporter=spec", "great-detail.test.mjs"]).within(place);
    simulator.go(run)
}

/// PyPI `pywa`, in an environment of its own.
fn python(repository: &Repository, place: &Path) -> Result<()> {
    let python = place.join("bin/python");
    let requirements = PathBuf::from(SCRIPTS).join("python/requirements.txt");
    let fingerprint = repository.fingerprint([requirements.as_path()])?;
    if !repository.is_fresh("clients-python", fingerprint) || !python.is_file() {
        system::require_python()?;
        Run::new("python3").args(["-m", "venv", "--clear"]).args([place]).go()?;
        Run::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
            .args([repository.path(&requirements.to_string_lossy())])
            .go()
            .with_context(|| unreachable("PyPI", "`pip config get global.index-url` says which", place))?;
        repository.mark_fresh("clients-python", fingerprint)?;
    }
    let simulator = Simulator::start(repository)?;
    simulator.go(Run::new(&python)
        .args(["-W", "ignore::ResourceWarning"])
        .args([repository.path(SCRIPTS).join("python/test_pywa.py")]))
}

/// The crate `whatsapp` with its own tests. Nothing of it is changed or left out; its TLS is rustls, for that reads
/// `SSL_CERT_FILE` and needs no library of the system.
fn rust(repository: &Repository, place: &Path) -> Result<()> {
    let source = place.join(CRATE);
    if !source.join("Cargo.toml").is_file() {
        fetch_crate(place)?;
    }
    let target = place.join("rust-target");
    let cargo = |arguments: &[&str]| {
        Run::cargo()
            .args(arguments)
            .args(["--locked", "--no-default-features", "--features", "rustls", "--jobs", "2"])
            .within(&source)
            .env("CARGO_TARGET_DIR", &target)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
    };
    cargo(&["test", "--no-run", "--quiet"])
        .go()
        .with_context(|| unreachable("crates.io", "its index is https://index.crates.io", &source))?;
    let simulator = Simulator::start(repository)?;
    let run = cargo(&["test", "--offline"])
        .env("WHATSAPP_ACCESS_TOKEN", "EAAtesttoken")
        .env("WHATSAPP_PHONE_NUMBER_ID", "106540352242922")
        .env("WHATSAPP_SEND_TO", "12025550173")
        .env("WHATSAPP_VERIFICATION_CODE", "123456");
    simulator.go(run)
}

fn fetch_crate(place: &Path) -> Result<()> {
    let package = place.join(format!("{CRATE}.crate"));
    if version_of("curl", "--version").is_none() {
        bail!("no `curl` found: apt-get install -y curl");
    }
    Run::new("curl")
        .args([
            "--fail",
            "--silent",
            "--show-error",
            "--location",
            "--user-agent",
            "waypost-tests",
            "--output",
        ])
        .args([&package])
        .args([CRATE_URL])
        .go()
        .with_context(|| unreachable("crates.io", CRATE_URL, &package))?;
    let printed = Run::new("sha256sum").args([&package]).output()?;
    let hash =
        String::from_utf8_lossy(&printed).chars().take_while(char::is_ascii_hexdigit).collect::<String>();
    if hash != CRATE_SHA256 {
        fs::remove_file(&package)?;
        bail!("{CRATE_URL} has the hash {hash} instead of {CRATE_SHA256}: it is not what was published");
    }
    Run::new("tar").args(["-xzf"]).args([&package]).args(["-C"]).args([place]).go()
}

fn unreachable(registry: &str, hint: &str, place: &Path) -> String {
    format!(
        "the clients need {registry} once ({hint}). Without it: cargo xtask test --skip clients. When what was \
         fetched is to blame: rm -rf {}",
        place.display()
    )
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| to.display().to_string())?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// A simulator with its proxy, ended when it is dropped.
struct Simulator {
    child: Child,
    url: String,
    proxy: String,
    certificate: String,
}

impl Simulator {
    fn start(repository: &Repository) -> Result<Self> {
        let mut child = Command::new(repository.server_binary("debug"))
            .args([
                "simulator",
                "--listen",
                "127.0.0.1:0",
                "--world",
                "conformance",
                "--intercept",
                "127.0.0.1:0",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .context("cannot start the simulator")?;
        let output = child.stdout.take().context("the simulator's output")?;
        // From here on the child ends with what is returned.
        let mut simulator =
            Self { child, url: String::new(), proxy: String::new(), certificate: String::new() };
        for line in BufReader::new(output).lines() {
            let line = line?;
            if let Some((_, url)) = line.split_once("Cloud API listens on ") {
                simulator.url = url.to_owned();
            } else if let Some((_, url)) = line.split_once("graph.facebook.com listens on ") {
                simulator.proxy = url.to_owned();
            } else if let Some((_, path)) = line.split_once("certificate authority: ") {
                simulator.certificate = path.to_owned();
            }
            if line.starts_with("Ctrl-C") {
                return Ok(simulator);
            }
        }
        bail!("the simulator ended before it was ready")
    }

    /// Runs a client that is pointed here by its environment alone.
    fn go(&self, run: Run) -> Result<()> {
        let mut run = run.env("WAYPOST_SIMULATOR", &self.url);
        for name in ["HTTPS_PROXY", "https_proxy"] {
            run = run.env(name, &self.proxy);
        }
        for name in ["NO_PROXY", "no_proxy"] {
            run = run.env(name, "127.0.0.1,localhost");
        }
        for name in ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"] {
            run = run.env(name, &self.certificate);
        }
        run.go()
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}
