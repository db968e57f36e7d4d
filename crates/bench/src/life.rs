//! The program at rest: how soon it answers, how much memory it takes, how big it is.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use tokio::{io::AsyncReadExt, io::AsyncWriteExt, net::TcpStream, time::sleep};

use crate::{
    figure::{Figure, Spread},
    process::resident_kib,
    product::{Running, free_port},
};

pub(crate) const ABOUT_START: &str = "From starting the process to its first 200 on `/readyz`, `waypost serve` on the database that the demo left.";
pub(crate) const ABOUT_MEMORY: &str = "Resident memory of `waypost serve` on the demo's database: at rest after the start, and after it was asked a \
thousand times for the console's first page.";
pub(crate) const ABOUT_SIZE: &str =
    "The program as it is shipped (`--profile dist`), with the console inside.";

const STARTS: usize = 15;
const GOAL_START_MS: f64 = 100.0;
const GOAL_MEMORY_MIB: f64 = 48.0;
const GOAL_SIZE_MB: f64 = 30.0;

/// Starts it again and again on this folder.
pub(crate) async fn start(server: &Path, data: &Path) -> Result<Vec<Figure>> {
    let mut spread = Spread::default();
    for round in 0..=STARTS {
        let port = free_port().await?;
        let begun = Instant::now();
        let running = Running::start(server, "serve", port, data, &data.join("output"))?;
        wait_for_200(port).await?;
        if round > 0 {
            spread.add(begun.elapsed().as_secs_f64() * 1000.0);
        }
        drop(running);
    }
    let ratio = format!("{:.2} × the goal of {GOAL_START_MS} ms", spread.median() / GOAL_START_MS);
    Ok(vec![Figure {
        name: "start to first 200",
        ratio,
        value: format!("{} ms, {STARTS} starts", spread.shown(0)),
    }])
}

pub(crate) async fn memory(server: &Path, data: &Path) -> Result<Vec<Figure>> {
    let port = free_port().await?;
    let running = Running::start(server, "serve", port, data, &data.join("output"))?;
    wait_for_200(port).await?;
    sleep(Duration::from_secs(2)).await;
    let idle = resident_kib(running.0.id())? as f64 / 1024.0;
    for _ in 0..1000 {
        get(port, "/").await?;
    }
    let used = resident_kib(running.0.id())? as f64 / 1024.0;
    let figure = |name, mib: f64| Figure {
        name,
        ratio: format!("{:.2} × the goal of {GOAL_MEMORY_MIB} MiB", mib / GOAL_MEMORY_MIB),
        value: format!("{mib:.1} MiB"),
    };
    Ok(vec![figure("memory at rest", idle), figure("memory after 1,000 pages", used)])
}

pub(crate) fn size(server: &Path) -> Result<Vec<Figure>> {
    let megabytes = fs::metadata(server).with_context(|| server.display().to_string())?.len() as f64 / 1e6;
    let ratio = format!("{:.2} × the goal of {GOAL_SIZE_MB} MB", megabytes / GOAL_SIZE_MB);
    Ok(vec![Figure { name: "size of the program", ratio, value: format!("{megabytes:.1} MB") }])
}

async fn wait_for_200(port: u16) -> Result<()> {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(30) {
        if get(port, "/readyz").await.is_ok_and(|status| status == "200") {
            return Ok(());
        }
        sleep(Duration::from_millis(1)).await;
    }
    bail!("waypost did not start within 30 s")
}

/// The status of the answer, on a connection of its own.
async fn get(port: u16, path: &str) -> Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(answer.get(9..12).unwrap_or_default()).into_owned())
}
