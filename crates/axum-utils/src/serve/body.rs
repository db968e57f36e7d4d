//! Request bodies that must arrive in time, and the mark that a response has ended.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::time::Instant;

use super::activity::UnderWay;
use super::limits::Limits;
use super::socket::Timer;

/// A request body came too slowly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the body came too slowly")]
pub struct BodyTimeout;

/// A request body that ends with [`BodyTimeout`] when the client dawdles.
#[derive(Debug)]
pub(super) struct TimedBody {
    inner: Incoming,
    limits: Arc<Limits>,
    timer: Timer,
    received: u64,
    /// When the body was first asked for, and when the last piece came.
    times: Option<(Instant, Instant)>,
}

impl TimedBody {
    pub(super) fn new(inner: Incoming, limits: Arc<Limits>) -> Self {
        Self { inner, limits, timer: Timer::default(), received: 0, times: None }
    }
}

impl hyper::body::Body for TimedBody {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        let this = &mut *self;
        let (started, last) = match this.times {
            Some(times) => times,
            None => {
                let now = Instant::now();
                *this.times.insert((now, now))
            }
        };
        if let Poll::Ready(frame) = Pin::new(&mut this.inner).poll_frame(cx) {
            if let Some(Ok(data)) =
                frame.as_ref().map(|f| f.as_ref().map(|f| f.data_ref().map_or(0, Bytes::len)))
            {
                this.received = this.received.saturating_add(u64::try_from(data).unwrap_or(u64::MAX));
                this.times = Some((started, Instant::now()));
            }
            return Poll::Ready(frame.map(|f| f.map_err(Into::into)));
        }
        let bought = Duration::from_secs(this.received / this.limits.body_rate.max(1));
        let deadline = (last + this.limits.body_idle).min(started + this.limits.body_total + bought);
        if this.timer.has_passed(deadline, cx) {
            metrics::counter!("waypost_http_bodies_cut_total").increment(1);
            return Poll::Ready(Some(Err(BodyTimeout.into())));
        }
        Poll::Pending
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// A response body that tells its connection when it has ended.
#[derive(Debug)]
pub(super) struct EndingBody {
    inner: Body,
    _under_way: UnderWay,
}

impl EndingBody {
    pub(super) fn new(inner: Body, under_way: UnderWay) -> Self {
        Self { inner, _under_way: under_way }
    }
}

impl hyper::body::Body for EndingBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.inner).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
