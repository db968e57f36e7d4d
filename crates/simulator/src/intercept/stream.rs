//! A connection that may neither open in silence nor stop reading its answer.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

/// Bytes with which a conversation has begun: as many as the preface of HTTP/2 has.
const OPENING: usize = 24;

/// Ends with an error when the first bytes or the reading of an answer take too long.
#[derive(Debug)]
pub(super) struct Patient<S> {
    inner: S,
    patience: Duration,
    /// Bytes that have come, as far as they are counted.
    received: usize,
    opening: Pin<Box<Sleep>>,
    /// Runs while somebody does not take what is written.
    writing: Pin<Box<Sleep>>,
    is_stalled: bool,
}

impl<S> Patient<S> {
    pub(super) fn new(inner: S, opening: Duration, patience: Duration) -> Self {
        Self {
            inner,
            patience,
            received: 0,
            opening: Box::pin(sleep(opening)),
            writing: Box::pin(sleep(patience)),
            is_stalled: false,
        }
    }

    fn judge<T>(&mut self, cx: &mut Context<'_>, outcome: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if outcome.is_ready() {
            self.is_stalled = false;
            return outcome;
        }
        if !self.is_stalled {
            self.is_stalled = true;
            self.writing.as_mut().reset(Instant::now() + self.patience);
        }
        self.writing.as_mut().poll(cx).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let outcome = Pin::new(&mut self.inner).poll_read(cx, buffer);
        if self.received >= OPENING {
            return outcome;
        }
        self.received += buffer.filled().len() - before;
        if outcome.is_ready() {
            return outcome;
        }
        self.opening.as_mut().poll(cx).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.inner).poll_write(cx, bytes);
        self.judge(cx, outcome)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let outcome = Pin::new(&mut self.inner).poll_flush(cx);
        self.judge(cx, outcome)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let outcome = Pin::new(&mut self.inner).poll_shutdown(cx);
        self.judge(cx, outcome)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};

    use super::*;

    const SHORT: Duration = Duration::from_millis(30);
    const LONG: Duration = Duration::from_secs(60);

    #[tokio::test]
    async fn o1_silence_at_the_opening_ends_the_connection() {
        let (near, mut far) = duplex(64);
        let mut near = Patient::new(near, SHORT, LONG);
        far.write_all(b"PRI").await.unwrap();
        let mut buffer = [0; 64];
        assert_eq!(near.read(&mut buffer).await.unwrap(), 3);
        assert_eq!(near.read(&mut buffer).await.unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn o1_silence_later_on_is_no_matter() {
        let (near, mut far) = duplex(64);
        let mut near = Patient::new(near, SHORT, LONG);
        far.write_all(&[7; OPENING]).await.unwrap();
        near.read_exact(&mut [0; OPENING]).await.unwrap();
        let later = tokio::time::timeout(SHORT * 3, near.read(&mut [0; 1])).await;
        assert!(later.is_err(), "still waiting");
    }

    #[tokio::test]
    async fn o1_who_does_not_read_an_answer_is_left() {
        let (near, _far) = duplex(4);
        let mut near = Patient::new(near, LONG, SHORT);
        assert_eq!(near.write_all(b"too much").await.unwrap_err().kind(), io::ErrorKind::TimedOut);
    }
}
