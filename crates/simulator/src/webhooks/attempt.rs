//! One try to deliver a webhook.

use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::Sha256;
use tokio::time::Instant;

use super::outbox::{Attempt, DeliveryState};
use crate::clock::{HOUR, Micros, millis, rfc3339};
use crate::phones::Progress;
use crate::schedule::Due;
use crate::sim::Sim;
use crate::state::State;

/// The longest pause between two tries.
const LONGEST_PAUSE: Micros = 12 * HOUR;

/// What a try needs to know.
struct Job {
    url: String,
    body: String,
    secret: String,
    timeout: Duration,
}

/// Tries to deliver a webhook, notes the outcome and plans what follows.
pub(crate) async fn attempt(sim: &Sim, n: u64) {
    let Ok(_slot) = sim.slots.acquire().await else { return };
    let Some(job) = sim.with(|state, _| job(state, n)) else { return };
    let started = Instant::now();
    let call = sim
        .http
        .post(&job.url)
        .timeout(job.timeout)
        .header("content-type", "application/json")
        .header("accept", "*/*")
        .header("user-agent", "facebookexternalua")
        .header("x-hub-signature-256", format!("sha256={}", signature256(&job.secret, &job.body)))
        .header("x-hub-signature", format!("sha1={}", signature1(&job.secret, &job.body)))
        .body(job.body);
    let answer = tokio::select! {
        answer = call.send() => answer,
        () = sim.stop.cancelled() => return,
    };
    let (status, error) = match answer {
        Ok(response) => (Some(response.status().as_u16()), None),
        Err(error) => (None, Some(reason(&error))),
    };
    let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    sim.change(|state, now| settle(state, n, Attempt { at: rfc3339(now), status, ms, error }, now));
}

/// `None` when there is nothing to deliver any more.
fn job(state: &State, n: u64) -> Option<Job> {
    let delivery = state.outbox.get(n).filter(|delivery| delivery.state == DeliveryState::Pending)?;
    let app = state.apps.get(&delivery.app_id)?;
    Some(Job {
        url: delivery.url.clone(),
        body: delivery.body.clone(),
        secret: app.app.app_secret.clone(),
        timeout: Duration::from_millis(state.settings.webhook_timeout_ms.max(1)),
    })
}

fn settle(state: &mut State, n: u64, attempt: Attempt, now: Micros) {
    let Some(delivery) = state.outbox.get(n) else { return };
    let (tries, started_at) = (delivery.attempts.len(), delivery.started_at);
    let acknowledged = delivery.acknowledges.clone();
    let pause = pause(tries, millis(state.settings.retry_ms));
    let is_too_late =
        now.saturating_add(pause) > started_at.saturating_add(millis(state.settings.retry_for_ms));
    let outcome = match attempt.status {
        Some(200) => DeliveryState::Delivered,
        _ if is_too_late => DeliveryState::Expired,
        _ => DeliveryState::Pending,
    };
    let next = state.outbox.note_attempt(n, attempt, outcome);
    if let Some(next) = next {
        state.schedule.add(now, Due::Attempt(next));
    }
    match outcome {
        DeliveryState::Delivered => {
            for wamid in acknowledged {
                acknowledge(state, &wamid);
            }
        }
        DeliveryState::Pending => state.schedule.add(now.saturating_add(pause), Due::Attempt(n)),
        DeliveryState::Dropped | DeliveryState::Expired | DeliveryState::Unsubscribed => {}
    }
}

/// The first repetition is at once, then the pause doubles.
fn pause(tries: usize, first: Micros) -> Micros {
    match tries {
        0 => 0,
        _ => first.saturating_mul(1 << (tries - 1).min(30)).min(LONGEST_PAUSE),
    }
}

/// The person's message shows two ticks once the business has it.
fn acknowledge(state: &mut State, wamid: &str) {
    let Some(key) = state.places.get(wamid) else { return };
    if let Some(chat) = state.chats.get_mut(key)
        && chat.get(wamid).is_some_and(|message| message.status == Progress::Sent)
    {
        chat.change(wamid, |message| message.status = Progress::Delivered);
    }
}

fn reason(error: &reqwest::Error) -> String {
    let what = if error.is_timeout() {
        "timed out"
    } else if error.is_connect() {
        "cannot connect"
    } else if error.is_builder() {
        "the callback URL is not valid"
    } else {
        "the connection was cut"
    };
    what.to_owned()
}

fn signature256(secret: &str, body: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(body.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

fn signature1(secret: &str, body: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(body.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_match_the_vectors() {
        let body = r#"{"object":"whatsapp_business_account","entry":[]}"#;
        let expected = "dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756";
        assert_eq!(signature256("test_app_secret", body), expected);
        assert_eq!(signature1("key", "The quick brown fox jumps over the lazy dog").len(), 40);
        assert_eq!(
            signature1("key", "The quick brown fox jumps over the lazy dog"),
            "de7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9"
        );
    }

    #[test]
    fn pauses_grow_up_to_half_a_day() {
        let pauses: Vec<Micros> = (0..5).map(|tries| pause(tries, 500_000)).collect();
        assert_eq!(pauses, [0, 500_000, 1_000_000, 2_000_000, 4_000_000]);
        assert_eq!(pause(1000, 500_000), LONGEST_PAUSE);
    }
}
