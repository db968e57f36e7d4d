//! One running server in a directory of its own, and the watchdog that ends it.

use std::{
    env, fs, io,
    os::unix::{fs::DirBuilderExt, fs::chown, net::UnixStream, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

use crate::{Database, Error, Installation, SHARED_URL, database};

const SUPERUSER: &str = "postgres";
const SOCKET: &str = ".s.PGSQL.5432";
const LONGEST_SOCKET_PATH: usize = 107;
const START_LIMIT: Duration = Duration::from_secs(60);

/// Runs beside the server and outlives the test process by a moment: the pipe on its standard input closes when
/// that process ends, even by `kill -9`, and then it ends the server and removes the directory.
const WATCHDOG: &str = r#"
cat >/dev/null
kill -QUIT "$1" 2>/dev/null
n=0
while kill -0 "$1" 2>/dev/null && [ $n -lt 100 ]; do n=$((n+1)); sleep 0.05; done
rm -rf "$2"
"#;

/// Whether the server keeps its promises when the machine itself stops.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// No fsync: several times faster, and all the same to a test that does not pull the plug.
    #[default]
    Off,
    /// PostgreSQL's own defaults, for tests and measurements of durability.
    On,
}

/// A PostgreSQL server: one that was started here, or a shared one that something else started.
#[derive(Debug)]
pub struct Server {
    installation: Installation,
    url: String,
    running: Option<Running>,
}

/// The server of this test process: the one named in [`SHARED_URL`], else one started at the first call.
pub fn shared() -> Result<&'static Server, &'static Error> {
    static SHARED: OnceLock<Result<Server, Error>> = OnceLock::new();
    let found = SHARED.get_or_init(|| match env::var(SHARED_URL) {
        Ok(url) if !url.is_empty() => Server::at(url),
        _ => Server::start(Durability::Off),
    });
    found.as_ref()
}

impl Server {
    /// Starts a new server and waits until it answers: one to two seconds.
    pub fn start(durability: Durability) -> Result<Self, Error> {
        let installation = Installation::find()?;
        let running = Running::start(&installation, durability)?;
        let url = url_of(&running.directory);
        Ok(Self { installation, url, running: Some(running) })
    }

    /// A server that runs already, by its URL. Its end is somebody else's business.
    pub fn at(url: String) -> Result<Self, Error> {
        Ok(Self { installation: Installation::find()?, url, running: None })
    }

    /// The URL of its maintenance database: for `psql`, libpq and the Rust drivers alike.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// An empty database of its own, which goes when the value is dropped.
    pub fn create_database(&self) -> Result<Database<'_>, Error> {
        Database::create(self)
    }

    /// What the server wrote to its log so far: empty for a server that was started elsewhere.
    #[must_use]
    pub fn log(&self) -> String {
        self.running.as_ref().map(Running::log).unwrap_or_default()
    }

    /// Runs one statement outside a transaction in the maintenance database.
    pub fn execute(&self, sql: &str) -> Result<String, Error> {
        database::execute(&self.installation, &self.url, sql)
    }
}

#[derive(Debug)]
struct Running {
    directory: PathBuf,
    postmaster: Child,
    watchdog: Child,
}

impl Running {
    fn start(installation: &Installation, durability: Durability) -> Result<Self, Error> {
        let owner = Owner::of_the_server()?;
        let directory = make_directory(owner.as_ref())?;
        let started = Self::start_in(&directory, installation, owner.as_ref(), durability);
        if started.is_err() {
            let _ = fs::remove_dir_all(&directory);
        }
        started
    }

    fn start_in(
        directory: &Path,
        installation: &Installation,
        owner: Option<&Owner>,
        durability: Durability,
    ) -> Result<Self, Error> {
        make_cluster(directory, installation, owner)?;
        let log =
            fs::File::create(directory.join("log")).map_err(|e| Error::Io("PostgreSQL's log".into(), e))?;
        let mut command = Command::new(installation.program("postgres"));
        command.arg("-D").arg(directory.join("data")).arg("-k").arg(directory);
        for setting in settings(durability) {
            command.arg("-c").arg(setting);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).process_group(0);
        let mut postmaster =
            as_owner(&mut command, owner).spawn().map_err(|e| Error::Io("postgres".into(), e))?;
        let watchdog = match watch(postmaster.id(), directory) {
            Ok(watchdog) => watchdog,
            Err(error) => {
                let _ = postmaster.kill().and_then(|()| postmaster.wait());
                return Err(Error::Io("the watchdog (sh)".into(), error));
            }
        };
        let mut running = Self { directory: directory.to_owned(), postmaster, watchdog };
        running.wait_until_it_answers(installation)?;
        Ok(running)
    }

    fn wait_until_it_answers(&mut self, installation: &Installation) -> Result<(), Error> {
        let begun = Instant::now();
        let url = url_of(&self.directory);
        loop {
            let ended = self.postmaster.try_wait().map_err(|e| Error::Io("postgres".into(), e))?;
            if ended.is_some() || begun.elapsed() > START_LIMIT {
                return Err(Error::Failed("postgres".into(), self.log()));
            }
            if UnixStream::connect(self.directory.join(SOCKET)).is_ok()
                && database::execute(installation, &url, "SELECT 1").is_ok()
            {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn log(&self) -> String {
        fs::read_to_string(self.directory.join("log")).unwrap_or_default()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Closing the pipe is what the end of the process would do: one way to end, tried by every test.
        drop(self.watchdog.stdin.take());
        let _ = self.postmaster.wait();
        let _ = self.watchdog.wait();
    }
}

fn watch(postmaster: u32, directory: &Path) -> io::Result<Child> {
    Command::new("sh")
        .args(["-c", WATCHDOG, "postgres-watchdog", &postmaster.to_string()])
        .arg(directory)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
}

fn settings(durability: Durability) -> Vec<&'static str> {
    let mut settings =
        vec!["listen_addresses=", "max_connections=300", "shared_buffers=64MB", "log_min_messages=warning"];
    if durability == Durability::Off {
        settings.extend(["fsync=off", "full_page_writes=off", "synchronous_commit=off"]);
    }
    settings
}

fn make_cluster(directory: &Path, installation: &Installation, owner: Option<&Owner>) -> Result<(), Error> {
    let mut command = Command::new(installation.program("initdb"));
    command.arg("-D").arg(directory.join("data"));
    command.args(["--no-sync", "--auth=trust", "--encoding=UTF8", "--no-locale", "--username", SUPERUSER]);
    let output = as_owner(&mut command, owner).output().map_err(|e| Error::Io("initdb".into(), e))?;
    if output.status.success() {
        return Ok(());
    }
    Err(Error::Failed("initdb".into(), String::from_utf8_lossy(&output.stderr).trim().to_owned()))
}

/// A new directory with a short name: a socket's path may have 107 bytes, which a deep `TMPDIR` exceeds.
fn make_directory(owner: Option<&Owner>) -> Result<PathBuf, Error> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let parent = if Path::new("/tmp").is_dir() { PathBuf::from("/tmp") } else { env::temp_dir() };
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let directory = parent.join(format!("waypost-pg-{}-{count}", std::process::id()));
    let socket = directory.join(SOCKET);
    if socket.as_os_str().len() > LONGEST_SOCKET_PATH {
        return Err(Error::SocketPathTooLong(socket));
    }
    let told = |error| Error::Io(directory.display().to_string(), error);
    let _ = fs::remove_dir_all(&directory);
    fs::DirBuilder::new().mode(0o700).create(&directory).map_err(told)?;
    if let Some(owner) = owner {
        chown(&directory, Some(owner.uid), Some(owner.gid)).map_err(told)?;
    }
    Ok(directory)
}

fn url_of(directory: &Path) -> String {
    format!("postgresql:///{SUPERUSER}?host={}&user={SUPERUSER}", directory.display())
}

/// The user that the server runs as when we are root.
#[derive(Debug, PartialEq, Eq)]
struct Owner {
    uid: u32,
    gid: u32,
}

impl Owner {
    /// `None` when we are not root: the server then runs as we do.
    fn of_the_server() -> Result<Option<Self>, Error> {
        let said = Command::new("id").arg("-u").output().map_err(|e| Error::Io("id -u".into(), e))?;
        if said.stdout.trim_ascii() != b"0" {
            return Ok(None);
        }
        let users = fs::read_to_string("/etc/passwd").map_err(|e| Error::Io("/etc/passwd".into(), e))?;
        let found = Self::in_passwd(&users, SUPERUSER).or_else(|| Self::in_passwd(&users, "nobody"));
        found.map(Some).ok_or(Error::NoUnprivilegedUser)
    }

    fn in_passwd(users: &str, name: &str) -> Option<Self> {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some(Self { uid: fields.next()?.parse().ok()?, gid: fields.next()?.parse().ok()? })
    }
}

/// As that user, and from a directory that it may be in.
fn as_owner<'a>(command: &'a mut Command, owner: Option<&Owner>) -> &'a mut Command {
    if let Some(owner) = owner {
        command.uid(owner.uid).gid(owner.gid);
    }
    command.current_dir("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_of_the_server_is_read_from_the_list_of_users() {
        let users =
            "root:x:0:0:root:/root:/bin/bash\npostgres:x:104:110:PostgreSQL:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(Owner::in_passwd(users, "postgres"), Some(Owner { uid: 104, gid: 110 }));
        assert_eq!(Owner::in_passwd(users, "nobody"), None);
    }

    #[test]
    fn a_durable_server_keeps_the_defaults() {
        assert!(settings(Durability::Off).contains(&"fsync=off"));
        assert!(!settings(Durability::On).iter().any(|setting| setting.contains("fsync")));
    }
}
