//! What a WebSocket gets.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use domain::event::FeedEvent;
use domain::{Clock, Timestamp};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use serde::{Deserialize, Serialize};
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;
use utoipa::ToSchema;

use crate::hub::Hub;
use crate::topic::{Batch, Topic};

/// Seconds between heartbeats. A client that has heard nothing for three of them should connect again.
const HEARTBEAT_SECONDS: u64 = 15;
/// The same with a clock that can jump: clients should soon know.
const JUMPY_HEARTBEAT_SECONDS: u64 = 1;
/// A client that does not take a frame within this time is cut; it resumes from its cursor.
const SLOW: Duration = Duration::from_secs(10);
/// How often to look whether the session is still good.
const LOOK_AT_SESSION_EVERY: Duration = Duration::from_secs(60);
/// Clients have nothing to say.
const LARGEST_FRAME: usize = 4096;

/// Try again later: the client was too slow, or the server stops.
const CLOSE_TRY_AGAIN: u16 = 1013;
/// The session has ended.
const CLOSE_SIGNED_OUT: u16 = 4401;

/// A frame from the server, as JSON text.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum LiveFrame {
    /// The first frame. `now` is the server's time, which windows are counted by.
    Hello { cursor: i64, heartbeat_seconds: u64, now: Timestamp },
    /// Events in their order; go on from `cursor`.
    Events { events: Vec<FeedEvent>, cursor: i64 },
    /// All is well.
    Heartbeat { cursor: i64, now: Timestamp },
    /// The cursor was too old: fetch afresh; events from `cursor` on follow.
    Resync { cursor: i64 },
}

/// Small buffers: thousands of sockets wait most of the time.
pub fn sized(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .read_buffer_size(4096)
        .write_buffer_size(4096)
        .max_write_buffer_size(4 << 20)
        .max_message_size(LARGEST_FRAME)
        .max_frame_size(LARGEST_FRAME)
}

/// Why a socket ends.
enum End {
    Gone,
    TooSlow,
    SignedOut,
    Stopping,
}

/// Feeds a socket from after number `after` (or from now on), until either side ends. `is_signed_in` is asked
/// now and then.
pub async fn feed<F: Future<Output = bool>>(
    socket: WebSocket,
    hub: Hub,
    topic: Arc<Topic>,
    clock: Clock,
    after: Option<i64>,
    is_signed_in: impl Fn() -> F,
) {
    metrics::gauge!("waypost_live_sockets").increment(1);
    let (mut out, mut incoming) = socket.split();
    let feeding = Feeding { stop: hub.stop(), topic: &topic, clock: &clock };
    let end = feeding.run(&mut out, &mut incoming, after, is_signed_in).await;
    let (code, reason) = match end {
        End::Gone => (1000, ""),
        End::TooSlow => (CLOSE_TRY_AGAIN, "too slow: connect again from your cursor"),
        End::SignedOut => (CLOSE_SIGNED_OUT, "signed out"),
        End::Stopping => (CLOSE_TRY_AGAIN, "the server stops: connect again from your cursor"),
    };
    let frame = Message::Close(Some(CloseFrame { code, reason: reason.into() }));
    let _best_effort = timeout(Duration::from_secs(1), out.send(frame)).await;
    metrics::gauge!("waypost_live_sockets").decrement(1);
}

/// What a socket is fed from.
struct Feeding<'a> {
    stop: &'a CancellationToken,
    topic: &'a Topic,
    clock: &'a Clock,
}

impl Feeding<'_> {
    async fn run<F: Future<Output = bool>>(
        &self,
        out: &mut SplitSink<WebSocket, Message>,
        incoming: &mut SplitStream<WebSocket>,
        after: Option<i64>,
        is_signed_in: impl Fn() -> F,
    ) -> End {
        let mut news = self.topic.last();
        let mut cursor = after.unwrap_or_else(|| *news.borrow());
        let seconds = if self.clock.can_jump() { JUMPY_HEARTBEAT_SECONDS } else { HEARTBEAT_SECONDS };
        let hello = LiveFrame::Hello { cursor, heartbeat_seconds: seconds, now: self.clock.now() };
        if let Err(end) = send_frame(out, &hello).await {
            return end;
        }
        let mut heartbeat = tokio::time::interval(Duration::from_secs(seconds));
        heartbeat.reset();
        let mut looked_at = Instant::now();
        loop {
            news.mark_unchanged();
            if let Err(end) = send_news(out, self.topic, &mut cursor).await {
                return end;
            }
            tokio::select! {
                () = self.stop.cancelled() => return End::Stopping,
                changed = news.changed() => if changed.is_err() { return End::Stopping },
                frame = incoming.next() => match frame {
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return End::Gone,
                    Some(Ok(_)) => {} // pongs are sent by themselves; the rest says nothing to us
                },
                _ = heartbeat.tick() => {
                    if looked_at.elapsed() >= LOOK_AT_SESSION_EVERY {
                        looked_at = Instant::now();
                        if !is_signed_in().await {
                            return End::SignedOut;
                        }
                    }
                    let beat = LiveFrame::Heartbeat { cursor, now: self.clock.now() };
                    if let Err(end) = send_frame(out, &beat).await {
                        return end;
                    }
                }
            }
        }
    }
}

async fn send_frame(out: &mut SplitSink<WebSocket, Message>, frame: &LiveFrame) -> Result<(), End> {
    match serde_json::to_string(frame) {
        Ok(text) => send(out, text).await,
        Err(_) => Err(End::Stopping),
    }
}

/// Sends all that follows the cursor.
async fn send_news(
    out: &mut SplitSink<WebSocket, Message>,
    topic: &Topic,
    cursor: &mut i64,
) -> Result<(), End> {
    loop {
        let batch = match topic.after(*cursor).await {
            Ok(batch) => batch,
            Err(e) => {
                tracing::error!(error = %e, "the event feed cannot be read just now");
                return Err(End::Stopping); // the client comes back with its cursor
            }
        };
        match batch {
            Batch::Nothing => return Ok(()),
            Batch::Resync { cursor: now } => {
                *cursor = now;
                send_frame(out, &LiveFrame::Resync { cursor: now }).await?;
            }
            Batch::Events { events, cursor: now } => {
                *cursor = now;
                let frame = format!(r#"{{"type":"events","events":[{}],"cursor":{now}}}"#, events.join(","));
                send(out, frame).await?;
            }
        }
    }
}

async fn send(out: &mut SplitSink<WebSocket, Message>, text: String) -> Result<(), End> {
    match timeout(SLOW, out.send(Message::Text(Utf8Bytes::from(text)))).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) => Err(End::Gone),
        Err(_) => {
            metrics::counter!("waypost_live_cut_total").increment(1);
            Err(End::TooSlow)
        }
    }
}
