//! Signed webhooks as fast as they are taken: the product against the bare loops, interleaved in one run.

use std::{
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
    payload::{Sender, requests},
    process::cpu_seconds,
    product::Product,
    reference::Loop,
};

pub(crate) const ABOUT: &str = "64 keep-alive connections, one text message (about 880 bytes) a post, each with an id of its own and \
a valid signature. The bare loops are programs of their own in this repository that share no code with the product: `null` verifies \
and answers; `ack` also appends the body to SQLite (synchronous=FULL, many posts a commit) before it answers. Product and loops take \
turns; processor time is that of the whole process, of the product until everything is applied (parsed, deduplicated, stored with \
contact, conversation and event). The load comes from the same two cores. Medians, with least and most.";

const CONNECTIONS: usize = 64;

/// How long each turn is and how many there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) rounds: usize,
    pub(crate) time: Duration,
}

/// What is measured of one subject.
#[derive(Debug, Default)]
struct Measured {
    rate: Spread,
    cpu_micros: Spread,
    p50: Spread,
    p99: Spread,
}

pub(crate) async fn measure(product: &Product, plan: Plan) -> Result<Vec<Figure>> {
    let (null, ack) = (Reference::start(Loop::Null).await?, Reference::start(Loop::Ack).await?);
    let (mut of_null, mut of_ack, mut of_product) =
        (Measured::default(), Measured::default(), Measured::default());
    let mut ratios = Ratios::default();
    for round in 0..=plan.rounds as u64 {
        // Not more than any of them can take in the time.
        let count = 40_000 * plan.time.as_secs().max(1) as usize;
        let loops = requests(&Reference::sender(), "/", "localhost", 1 + round, count);
        let one = turn(null.port, null.process.id(), loops.clone(), plan.time).await?;
        let two = turn(ack.port, ack.process.id(), loops, plan.time).await?;
        let three =
            turn(product.port, product.pid(), product.requests(1000 + round, count), plan.time).await?;
        if round == 0 {
            // Caches, files and allocators have warmed up.
            continue;
        }
        ratios.add(&one, &two, &three);
        of_null.add(&one);
        of_ack.add(&two);
        of_product.add(&three);
    }
    Ok(figures(&of_null, &of_ack, &of_product, &ratios))
}

/// One subject's turn under load.
struct Turn {
    round: load::Round,
    cpu_micros: f64,
}

async fn turn(port: u16, pid: u32, requests: Vec<bytes::Bytes>, time: Duration) -> Result<Turn> {
    let before = cpu_seconds(pid)?;
    let round = load::run(port, requests, CONNECTIONS, time).await?;
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

impl Measured {
    fn add(&mut self, turn: &Turn) {
        self.rate.add(turn.round.rate());
        self.cpu_micros.add(turn.cpu_micros);
        self.p50.add(turn.round.percentile(0.5));
        self.p99.add(turn.round.percentile(0.99));
    }
}

/// Ratios are taken within a round, where both met the same machine.
#[derive(Debug, Default)]
struct Ratios {
    rate: Spread,
    cpu: Spread,
    p50: Spread,
    p99: Spread,
    ack_to_null: Spread,
}

impl Ratios {
    fn add(&mut self, null: &Turn, ack: &Turn, product: &Turn) {
        self.rate.add(product.round.rate() / ack.round.rate());
        self.cpu.add(product.cpu_micros / ack.cpu_micros);
        self.p50.add(product.round.percentile(0.5) / ack.round.percentile(0.5));
        self.p99.add(product.round.percentile(0.99) / ack.round.percentile(0.99));
        self.ack_to_null.add(ack.cpu_micros / null.cpu_micros);
    }
}

fn figures(null: &Measured, ack: &Measured, product: &Measured, ratios: &Ratios) -> Vec<Figure> {
    let against = |ours: &Spread, bare: &Spread, digits, unit| {
        format!("{} {unit} against {} {unit}", ours.shown(digits), bare.shown(digits))
    };
    let of_ack = |ratio: &Spread| format!("{} × the bare ack loop", ratio.shown(2));
    vec![
        Figure {
            name: "CPU per post, until applied",
            ratio: of_ack(&ratios.cpu),
            value: against(&product.cpu_micros, &ack.cpu_micros, 1, "µs"),
        },
        Figure {
            name: "posts answered a second",
            ratio: of_ack(&ratios.rate),
            value: against(&product.rate, &ack.rate, 0, "/s"),
        },
        Figure {
            name: "answer, p50",
            ratio: of_ack(&ratios.p50),
            value: against(&product.p50, &ack.p50, 2, "ms"),
        },
        Figure {
            name: "answer, p99",
            ratio: of_ack(&ratios.p99),
            value: against(&product.p99, &ack.p99, 2, "ms"),
        },
        Figure {
            name: "the bare ack loop itself, CPU per post",
            ratio: format!("{} × null", ratios.ack_to_null.shown(2)),
            value: against(&ack.cpu_micros, &null.cpu_micros, 1, "µs"),
        },
    ]
}

/// A bare loop in a process of its own, so that its processor time is its own.
struct Reference {
    process: Child,
    port: u16,
    _folder: tempfile::TempDir,
}

impl Reference {
    fn sender() -> Sender {
        Sender {
            app_secret: "the secret of the reference".to_owned(),
            waba_id: "102290129340398".to_owned(),
            phone_number_id: "106540352242922".to_owned(),
            display_phone_number: "15550783881".to_owned(),
        }
    }

    async fn start(which: Loop) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let name = if which == Loop::Null { "null" } else { "ack" };
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

impl Drop for Reference {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
