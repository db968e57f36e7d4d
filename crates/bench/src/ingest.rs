//! Signed webhooks as fast as they are taken: the product against the bare loops, interleaved in one run.

use std::{
    collections::BTreeMap,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    time::sleep,
};

use crate::{
    figure::{Figure, Spread},
    load,
    payload::{Sender, Shape, requests},
    process::{cpu_by_thread, cpu_seconds},
    product::Product,
    reference::Loop,
};

pub(crate) const ABOUT: &str = "64 keep-alive connections, one text message (about 880 bytes) a post, each with an id of its own and \
a valid signature. The bare loops are programs of their own in this repository that share no code with the product: `null` verifies \
and answers; `ack` also appends the body to SQLite (synchronous=FULL, many posts a commit) before it answers; `apply` also turns it \
into contact, conversation, message and event behind the answers, in tables with the same keys and indexes. Product and loops take \
turns; processor time is that of the whole process, until everything is applied. The load comes from the same two cores. Medians, with least and most.";

const CONNECTIONS: usize = 64;

/// How long each turn is and how many there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) rounds: usize,
    pub(crate) time: Duration,
}

pub(crate) async fn measure(product: &Product, plan: Plan) -> Result<Vec<Figure>> {
    let null = Reference::start(Loop::Null).await?;
    let ack = Reference::start(Loop::Ack).await?;
    let apply = Reference::start(Loop::Apply).await?;
    let mut measured = Measured::default();
    for round in 0..=plan.rounds as u64 {
        // More than the product takes in the time; the null loop is through with them sooner.
        let count = 50_000 * plan.time.as_secs().max(1) as usize;
        let loops = requests(&Reference::sender(), "/", "localhost", 1 + round, count, Shape::USUAL);
        let null = turn(null.port, null.pid(), loops.clone(), plan.time).await?;
        let ack = turn(ack.port, ack.pid(), loops.clone(), plan.time).await?;
        let apply = turn(apply.port, apply.pid(), loops, plan.time).await?;
        let ours = product.requests(1000 + round, count, Shape::USUAL);
        let before = cpu_by_thread(product.pid())?;
        let turn = turn(product.port, product.pid(), ours, plan.time).await?;
        // In the first round caches, files and allocators warm up.
        if round > 0 {
            measured.add(&null, &ack, &apply, &turn);
            measured.add_threads(&before, &cpu_by_thread(product.pid())?, turn.round.answered);
        }
    }
    Ok(measured.figures())
}

/// One subject's turn under load.
pub(crate) struct Turn {
    pub(crate) round: load::Round,
    /// Processor time of a post, until it is applied.
    pub(crate) cpu_micros: f64,
}

async fn turn(port: u16, pid: u32, requests: Vec<bytes::Bytes>, time: Duration) -> Result<Turn> {
    turn_over(CONNECTIONS, port, pid, requests, time).await
}

/// Posts for `time`, and waits until everything is applied.
pub(crate) async fn turn_over(
    connections: usize,
    port: u16,
    pid: u32,
    requests: Vec<bytes::Bytes>,
    time: Duration,
) -> Result<Turn> {
    let before = cpu_seconds(pid)?;
    let round = load::run(port, requests, connections, time).await?;
    let after = idle(pid).await?;
    let cpu_micros = (after - before) * 1e6 / round.answered as f64;
    Ok(Turn { round, cpu_micros })
}

/// Waits until the process has nothing left to do, and returns its processor time.
async fn idle(pid: u32) -> Result<f64> {
    let mut last = cpu_seconds(pid)?;
    let mut quiet = 0;
    while quiet < 3 {
        sleep(Duration::from_millis(200)).await;
        let now = cpu_seconds(pid)?;
        quiet = if now - last < 0.015 { quiet + 1 } else { 0 };
        last = now;
    }
    Ok(last)
}

/// A quantity of the product beside that of a bare loop, with their ratio, which is taken within a round: there both met the
/// same machine.
#[derive(Debug, Default)]
struct Compared {
    ours: Spread,
    bare: Spread,
    ratio: Spread,
}

impl Compared {
    fn add(&mut self, ours: f64, bare: f64) {
        self.ours.add(ours);
        self.bare.add(bare);
        self.ratio.add(ours / bare);
    }

    fn figure(&self, name: &'static str, bare: &str, digits: usize, unit: &str) -> Figure {
        Figure {
            name,
            ratio: format!("{} × {bare}", self.ratio.shown(2)),
            value: format!("{} {unit} against {} {unit}", self.ours.shown(digits), self.bare.shown(digits)),
        }
    }
}

#[derive(Debug, Default)]
struct Measured {
    cpu: Compared,
    rate: Compared,
    p50: Compared,
    p99: Compared,
    ack_itself: Compared,
    apply_itself: Compared,
    threads: BTreeMap<String, Spread>,
}

impl Measured {
    fn add(&mut self, null: &Turn, ack: &Turn, apply: &Turn, product: &Turn) {
        self.cpu.add(product.cpu_micros, apply.cpu_micros);
        self.rate.add(product.round.rate(), ack.round.rate());
        self.p50.add(product.round.percentile(0.5), ack.round.percentile(0.5));
        self.p99.add(product.round.percentile(0.99), ack.round.percentile(0.99));
        self.ack_itself.add(ack.cpu_micros, null.cpu_micros);
        self.apply_itself.add(apply.cpu_micros, ack.cpu_micros);
    }

    fn add_threads(&mut self, before: &BTreeMap<String, f64>, after: &BTreeMap<String, f64>, posts: usize) {
        for (name, seconds) in after {
            let used = seconds - before.get(name).copied().unwrap_or(0.0);
            self.threads.entry(name.clone()).or_default().add(used * 1e6 / posts as f64);
        }
    }

    /// Where the product's processor time goes, the largest part first.
    fn by_thread(&self) -> Figure {
        let whole = self.cpu.ours.median();
        let mut parts: Vec<(&str, f64)> =
            self.threads.iter().map(|(name, spread)| (name.as_str(), spread.median())).collect();
        parts.retain(|(_, micros)| *micros > whole * 0.02);
        parts.sort_by(|one, other| other.1.total_cmp(&one.1));
        let share = |(name, micros): &(&str, f64)| format!("{name} {:.0} %", micros / whole * 100.0);
        let value = |(name, micros): &(&str, f64)| format!("{name} {micros:.0} µs");
        Figure {
            name: "of which by thread",
            ratio: parts.iter().map(share).collect::<Vec<_>>().join(", "),
            value: parts.iter().map(value).collect::<Vec<_>>().join(", "),
        }
    }

    fn figures(&self) -> Vec<Figure> {
        vec![
            self.cpu.figure(
                "CPU per post, until applied",
                "the bare apply loop (goal: at most 1.5)",
                1,
                "µs",
            ),
            self.by_thread(),
            self.rate.figure("posts answered a second", "the bare ack loop (goal: at least 0.7)", 0, "/s"),
            self.p50.figure("answer, p50", "the bare ack loop", 2, "ms"),
            self.p99.figure("answer, p99", "the bare ack loop", 2, "ms"),
            self.ack_itself.figure(
                "the bare ack loop itself, CPU per post",
                "the null loop (goal: at most 2.5)",
                1,
                "µs",
            ),
            self.apply_itself.figure(
                "the bare apply loop itself, CPU per post",
                "the bare ack loop",
                1,
                "µs",
            ),
        ]
    }
}

/// A bare loop in a process of its own, so that its processor time is its own.
pub(crate) struct Reference {
    process: Child,
    pub(crate) port: u16,
    _folder: tempfile::TempDir,
}

impl Reference {
    pub(crate) fn sender() -> Sender {
        Sender {
            app_secret: "the secret of the reference".to_owned(),
            waba_id: "102290129340398".to_owned(),
            phone_number_id: "106540352242922".to_owned(),
            display_phone_number: "15550783881".to_owned(),
        }
    }

    pub(crate) async fn start(which: Loop) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let name = match which {
            Loop::Null => "null",
            Loop::Ack => "ack",
            Loop::Apply => "apply",
        };
        let mut process = Command::new(std::env::current_exe()?)
            .args(["reference", name, "--secret", &Self::sender().app_secret, "--folder"])
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let said = process.stdout.take().context("the reference has no output")?;
        let mut line = String::new();
        BufReader::new(tokio::process::ChildStdout::from_std(said)?).read_line(&mut line).await?;
        let port = line.trim().parse().context("the reference printed no port")?;
        Ok(Self { process, port, _folder: folder })
    }
}

impl Reference {
    pub(crate) fn pid(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Reference {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
