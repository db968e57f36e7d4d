//! PostgreSQL: a few threads, each with a connection.

use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ::postgres::types::ToSql;
use ::postgres::{Client, Config, NoTls, Row, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::cell::Value;
use crate::error::{Error, Result};
use crate::migrate;
use crate::sqlite::spawn;
use crate::store::{Scope, Signals, Task};
use crate::tx::{self, Tx};

/// Where the database is.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    config: Config,
}

impl Target {
    pub(crate) fn parse(url: &str) -> Result<Self> {
        if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return Err(Error::BadUrl(url.split('@').next_back().unwrap_or_default().to_owned()));
        }
        let mut config: Config = url.parse().map_err(|_| Error::BadUrl("postgres://…".to_owned()))?;
        config.connect_timeout(Duration::from_secs(5)).application_name("waypost").keepalives(true);
        Ok(Self { config })
    }

    pub(crate) fn connect(&self) -> Result<PgConnection> {
        let client = match self.config.get_ssl_mode() {
            ::postgres::config::SslMode::Disable => self.config.connect(NoTls),
            _ => self.config.connect(tls()?),
        };
        let client = client.map_err(|e| Error::Unavailable(describe(&e)))?;
        Ok(PgConnection { client, statements: HashMap::new() })
    }
}

fn tls() -> Result<MakeRustlsConnect> {
    let roots = rustls::RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| Error::Unavailable(e.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// The error with its causes: the outer text alone says only "error connecting".
fn describe(e: &dyn std::error::Error) -> String {
    let mut text = e.to_string();
    let mut cause = e.source();
    while let Some(e) = cause {
        text = format!("{text}: {e}");
        cause = e.source();
    }
    text
}

/// A connection with its prepared statements.
pub(crate) struct PgConnection {
    pub(crate) client: Client,
    /// By the address of the statement's text, which is static.
    statements: HashMap<usize, Statement>,
}

impl std::fmt::Debug for PgConnection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PgConnection").finish_non_exhaustive()
    }
}

impl PgConnection {
    fn statement(&mut self, sql: &'static str) -> Result<Statement> {
        let key = sql.as_ptr().addr();
        if let Some(known) = self.statements.get(&key) {
            return Ok(known.clone());
        }
        let statement = self.client.prepare(sql)?;
        self.statements.insert(key, statement.clone());
        Ok(statement)
    }

    pub(crate) fn execute(&mut self, sql: &'static str, values: &[Value<'_>]) -> Result<u64> {
        let statement = self.statement(sql)?;
        Ok(self.client.execute(&statement, &references(values))?)
    }

    pub(crate) fn query(&mut self, sql: &'static str, values: &[Value<'_>]) -> Result<Vec<Row>> {
        let statement = self.statement(sql)?;
        Ok(self.client.query(&statement, &references(values))?)
    }
}

fn references<'v>(values: &'v [Value<'v>]) -> Vec<&'v (dyn ToSql + Sync)> {
    values.iter().map(|v| v as &(dyn ToSql + Sync)).collect()
}

type Tasks = Receiver<(Scope, Box<dyn Task>)>;

/// The pool of threads.
#[derive(Debug)]
pub(crate) struct Postgres {
    tasks: Sender<(Scope, Box<dyn Task>)>,
}

impl Postgres {
    pub(crate) fn open(target: &Target, connections: usize, signals: &Signals) -> Result<Self> {
        let mut first = target.connect()?;
        migrate::run_postgres(&mut first.client)?;
        drop(first);
        let (sender, tasks) = mpsc::channel();
        let tasks = Arc::new(Mutex::new(tasks));
        for n in 0..connections.max(1) {
            let (target, tasks, signals) = (target.clone(), Arc::clone(&tasks), signals.clone());
            spawn(&format!("postgres-{n}"), move || work_loop(&target, &tasks, &signals))?;
        }
        Ok(Self { tasks: sender })
    }

    pub(crate) fn run(&self, scope: Scope, task: Box<dyn Task>) -> Result<()> {
        self.tasks.send((scope, task)).map_err(|_| Error::Closed)
    }
}

fn work_loop(target: &Target, tasks: &Mutex<Tasks>, signals: &Signals) {
    let mut connection = None;
    loop {
        let next = tasks.lock().unwrap_or_else(std::sync::PoisonError::into_inner).recv();
        let Ok((scope, task)) = next else { return };
        let open = match connection.take() {
            Some(open) => Ok(open),
            None => target.connect(),
        };
        match open {
            Ok(mut open) => {
                run_one(&mut open, scope, task, signals);
                connection = (!open.client.is_closed()).then_some(open);
            }
            Err(e) => {
                tracing::error!(error = %e, "cannot connect to PostgreSQL");
                task.finish(Err(e));
            }
        }
    }
}

fn run_one(connection: &mut PgConnection, scope: Scope, mut task: Box<dyn Task>, signals: &Signals) {
    let begin = match scope {
        Scope::Workspace(id) => format!("BEGIN; SET LOCAL waypost.workspace = '{id}'"),
        Scope::System => "BEGIN".to_owned(),
    };
    if let Err(e) = connection.client.batch_execute(&begin) {
        return task.finish(Err(e.into()));
    }
    let mut tx = Tx::new(tx::Connection::Postgres(connection));
    let keep = task.run(&mut tx);
    let ended = tx.batch(if keep { "COMMIT" } else { "ROLLBACK" });
    let wakes = std::mem::take(&mut tx.wakes);
    if keep && ended.is_ok() {
        signals.fire(wakes);
    }
    task.finish(ended);
}
