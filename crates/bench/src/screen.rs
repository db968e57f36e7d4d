//! From the customer's thumb to the agent's screen: how long until the WebSocket of a console has the message.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use futures_util::StreamExt;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::{Message, client::IntoClientRequest};

use crate::{figure::Figure, load::percentile, payload::Shape, product::Product};

pub(crate) const ABOUT: &str = "A message is typed on a simulated phone; the clock stops when a connected WebSocket has the event. \
In between: the simulator signs and posts the webhook, it is journalled (fsync), applied, and its event is handed out. \
One message at a time, over loopback. The baseline is the journal's part alone: a signed post answered by the same server.";

const MESSAGES: usize = 300;
const WARM_UP: usize = 20;
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) async fn measure(product: &Product) -> Result<Vec<Figure>> {
    let mut request = product.live_url().into_client_request()?;
    request.headers_mut().insert("authorization", format!("Bearer {}", product.token).parse()?);
    request.headers_mut().insert("origin", product.url().parse()?);
    let (mut live, _) = tokio_tungstenite::connect_async(request).await.context("the live feed")?;
    let mut delays = Vec::with_capacity(MESSAGES);
    for number in 0..WARM_UP + MESSAGES {
        let text = format!("screen {number} end");
        let begun = Instant::now();
        product.type_as_customer(&text).await?;
        loop {
            let frame = timeout(PATIENCE, live.next())
                .await
                .context("no news of a message")?
                .context("the feed ended")??;
            if matches!(&frame, Message::Text(json) if json.contains(&text) && json.contains("message.created"))
            {
                break;
            }
            if matches!(frame, Message::Close(_)) {
                bail!("the server closed the feed");
            }
        }
        if number >= WARM_UP {
            delays.push(u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX));
        }
    }
    delays.sort_unstable();
    let posts = posts_alone(product).await?;
    let figure = |name, share| {
        let (delay, post) = (percentile(&delays, share) / 1000.0, percentile(&posts, share) / 1000.0);
        Figure {
            name,
            ratio: format!("{:.1} × a signed post answered", delay / post),
            value: format!("{delay:.2} ms against {post:.2} ms, {MESSAGES} messages"),
        }
    };
    Ok(vec![figure("thumb to screen, p50", 0.5), figure("thumb to screen, p99", 0.99)])
}

/// The same number of posts to the webhook door, one at a time on one connection.
async fn posts_alone(product: &Product) -> Result<Vec<u32>> {
    let requests = product.requests(77, WARM_UP + MESSAGES, Shape::USUAL);
    crate::load::one_by_one(product.port, &requests[..]).await.map(|mut times| {
        times.drain(..WARM_UP);
        times.sort_unstable();
        times
    })
}
