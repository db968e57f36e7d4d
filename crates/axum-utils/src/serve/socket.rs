//! The socket that gives up when its connection takes too long.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep};

use super::activity::Activity;
use super::limits::Limits;
use super::seats::Seat;

/// A TCP stream whose reads and writes end with `TimedOut` when the client dawdles.
#[derive(Debug)]
pub(super) struct GuardedSocket {
    stream: TcpStream,
    activity: Arc<Activity>,
    limits: Arc<Limits>,
    read_timer: Timer,
    write_timer: Timer,
    /// Since when the client has not taken what we want to send.
    stuck_since: Option<Instant>,
    // Lives as long as the socket, through an upgrade too.
    _seat: Seat,
}

impl GuardedSocket {
    pub(super) fn new(stream: TcpStream, seat: Seat, activity: Arc<Activity>, limits: Arc<Limits>) -> Self {
        Self {
            stream,
            activity,
            limits,
            read_timer: Timer::default(),
            write_timer: Timer::default(),
            stuck_since: None,
            _seat: seat,
        }
    }

    /// What becomes of an attempt to write: fine while it moves, over when it has not for too long.
    fn judge_write<T>(&mut self, tried: Poll<io::Result<T>>, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        if tried.is_ready() {
            self.stuck_since = None;
            return tried;
        }
        let since = *self.stuck_since.get_or_insert_with(Instant::now);
        if self.write_timer.has_passed(since + self.limits.write, cx) {
            return Poll::Ready(Err(cut("write")));
        }
        Poll::Pending
    }
}

impl AsyncRead for GuardedSocket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let before = buf.filled().len();
        let read = Pin::new(&mut this.stream).poll_read(cx, buf);
        if read.is_ready() {
            let fresh = buf.filled().get(before..).unwrap_or_default();
            if !fresh.is_empty() {
                this.activity.received(fresh);
            }
            return read;
        }
        if let Some((deadline, wait)) = this.activity.deadline(&this.limits)
            && this.read_timer.has_passed(deadline, cx)
        {
            return Poll::Ready(Err(cut(wait.as_str())));
        }
        Poll::Pending
    }
}

impl AsyncWrite for GuardedSocket {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let tried = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.judge_write(tried, cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let tried = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.judge_write(tried, cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let tried = Pin::new(&mut self.stream).poll_flush(cx);
        self.judge_write(tried, cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

fn cut(reason: &'static str) -> io::Error {
    metrics::counter!("waypost_http_connections_cut_total", "reason" => reason).increment(1);
    io::Error::new(io::ErrorKind::TimedOut, format!("the client took too long: {reason}"))
}

/// A timer that is made when it is first needed, and moved afterwards.
#[derive(Debug, Default)]
pub(super) struct Timer(Option<Pin<Box<Sleep>>>);

impl Timer {
    /// Whether `deadline` has passed; if not, wakes the task when it does.
    pub(super) fn has_passed(&mut self, deadline: Instant, cx: &mut Context<'_>) -> bool {
        let sleep = self.0.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(deadline)));
        if sleep.deadline() != deadline {
            sleep.as_mut().reset(deadline);
        }
        sleep.as_mut().poll(cx).is_ready()
    }
}
