//! The load: keep-alive connections that each post, wait for the answer, and post again.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
};

/// What one round of load came to.
#[derive(Debug)]
pub(crate) struct Round {
    pub(crate) answered: usize,
    pub(crate) seconds: f64,
    /// Microseconds from the first byte sent to the answer read, ascending.
    latencies: Vec<u32>,
}

impl Round {
    pub(crate) fn rate(&self) -> f64 {
        self.answered as f64 / self.seconds
    }

    /// Milliseconds that this share of the posts was answered within.
    pub(crate) fn percentile(&self, share: f64) -> f64 {
        percentile(&self.latencies, share) / 1000.0
    }
}

/// The value that this share of the sorted values does not exceed.
pub(crate) fn percentile(sorted: &[u32], share: f64) -> f64 {
    let at = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len().max(1)) - 1;
    sorted.get(at).copied().map_or(f64::NAN, f64::from)
}

/// Posts the requests over this many connections until the time is over or there are none left. Anything but 200 is
/// an error: a load that is refused measures nothing.
pub(crate) async fn run(
    port: u16,
    requests: Vec<Bytes>,
    connections: usize,
    time: Duration,
) -> Result<Round> {
    let requests = Arc::new(requests);
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let mut workers = JoinSet::new();
    for _ in 0..connections {
        workers.spawn(connection(port, Arc::clone(&requests), Arc::clone(&next), begun + time));
    }
    let mut latencies = Vec::new();
    while let Some(worker) = workers.join_next().await {
        latencies.extend(worker??);
    }
    let seconds = begun.elapsed().as_secs_f64();
    latencies.sort_unstable();
    Ok(Round { answered: latencies.len(), seconds, latencies })
}

/// Posts each request when the one before is answered; microseconds of each, in order.
pub(crate) async fn one_by_one(port: u16, requests: &[Bytes]) -> Result<Vec<u32>> {
    let requests = Arc::new(requests.to_vec());
    let end = Instant::now() + Duration::from_secs(600);
    connection(port, requests, Arc::new(AtomicUsize::new(0)), end).await
}

async fn connection(
    port: u16,
    requests: Arc<Vec<Bytes>>,
    next: Arc<AtomicUsize>,
    end: Instant,
) -> Result<Vec<u32>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    let mut latencies = Vec::new();
    let mut buffer = Vec::with_capacity(4096);
    while Instant::now() < end {
        let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
        let sent = Instant::now();
        stream.write_all(request).await?;
        let status = answer(&mut stream, &mut buffer).await?;
        if status != 200 {
            bail!("the webhook door answered {status}: {}", String::from_utf8_lossy(&buffer));
        }
        latencies.push(u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX));
    }
    Ok(latencies)
}

/// Reads one whole answer and returns its status.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<u16> {
    buffer.clear();
    loop {
        if stream.read_buf(buffer).await? == 0 {
            bail!("the server closed the connection");
        }
        let Some(head_end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = std::str::from_utf8(&buffer[..head_end])?;
        if buffer.len() >= head_end + 4 + content_length(head) {
            return head.get(9..12).and_then(|status| status.parse().ok()).context("no status in the answer");
        }
    }
}

fn content_length(head: &str) -> usize {
    let mut headers = head.lines().filter_map(|line| line.split_once(':'));
    let length = headers.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    length.and_then(|(_, value)| value.trim().parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_occurred() {
        let values: Vec<u32> = (1..=100).collect();
        assert_eq!(
            (percentile(&values, 0.5), percentile(&values, 0.99), percentile(&values, 1.0)),
            (50.0, 99.0, 100.0)
        );
        assert!(percentile(&[], 0.5).is_nan());
    }

    #[test]
    fn the_length_of_the_body_is_found_whatever_its_case() {
        assert_eq!(content_length("HTTP/1.1 200 OK\r\ncontent-length: 12\r\nx: y"), 12);
        assert_eq!(content_length("HTTP/1.1 200 OK\r\nContent-Length:7"), 7);
        assert_eq!(content_length("HTTP/1.1 204 No Content"), 0);
    }
}
