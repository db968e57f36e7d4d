//! Files that are sent by their address: fetched as Meta fetches them, judged, and remembered for ten minutes.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, LOCATION};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Semaphore;

use crate::clock::{Micros, SECOND};
use crate::media::kind_of;
use crate::phones::{Outgoing, Step};
use crate::schedule::Due;
use crate::sim::Sim;
use crate::state::State;

/// How long a fetched address is not fetched again.
const CACHE_LIFE: Micros = 600 * SECOND;
/// Most addresses that are remembered.
const CACHE: usize = 1000;
/// Most messages that wait for their files.
const WAITING: usize = 10_000;
/// Addresses that are fetched at a time.
const AT_ONCE: usize = 16;
/// Redirects that are followed.
const REDIRECTS: usize = 5;

const MB: u64 = 1024 * 1024;

/// A file of a message: what it is sent as, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Link {
    kind: String,
    url: String,
}

/// A message that waits for its files.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Waiting {
    outgoing: Outgoing,
    links: Vec<Link>,
    /// When `sent` is due at the earliest.
    sent_at: Micros,
}

/// What is known of addresses, and who waits for them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Links {
    waiting: HashMap<String, Waiting>,
    /// By kind and address: until when.
    #[serde(skip)]
    good: HashMap<(String, String), Micros>,
}

impl Links {
    /// Takes a message in that has to wait for its files; `false` when too many wait.
    pub(crate) fn wait(&mut self, outgoing: &Outgoing, links: Vec<Link>, sent_at: Micros) -> bool {
        if self.waiting.len() >= WAITING {
            return false;
        }
        let waiting = Waiting { outgoing: outgoing.clone(), links, sent_at };
        self.waiting.insert(outgoing.wamid.clone(), waiting);
        true
    }

    /// The messages that wait, to be fetched for after a restart.
    pub(crate) fn all(&self) -> Vec<String> {
        self.waiting.keys().cloned().collect()
    }

    fn is_known(&self, link: &Link, now: Micros) -> bool {
        self.good.get(&(link.kind.clone(), link.url.clone())).is_some_and(|until| now < *until)
    }

    fn remember(&mut self, link: &Link, now: Micros) {
        if self.good.len() >= CACHE {
            self.good.retain(|_, until| now < *until);
        }
        if self.good.len() < CACHE {
            self.good.insert((link.kind.clone(), link.url.clone()), now + CACHE_LIFE);
        }
    }
}

/// The addresses in a message: its own, its header's, those of a template's parameters.
pub(crate) fn links_of(body: &Value) -> Vec<Link> {
    let kind = body.get("type").and_then(Value::as_str).unwrap_or_default();
    let content = body.get(kind).unwrap_or(&Value::Null);
    let mut found = Vec::new();
    match kind {
        "interactive" | "template" => search(content, &mut found),
        _ => found.extend(link(kind, content)),
    }
    found
}

fn search(value: &Value, found: &mut Vec<Link>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                found.extend(link(key, value));
                search(value, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| search(value, found)),
        _ => {}
    }
}

fn link(kind: &str, object: &Value) -> Option<Link> {
    let kind = Kind::of(kind)?;
    let url = object.get("link")?.as_str()?.trim();
    Some(Link { kind: kind.name.to_owned(), url: url.to_owned() })
}

/// What may be sent as what.
struct Kind {
    name: &'static str,
    types: &'static [&'static str],
    most: u64,
}

impl Kind {
    const ALL: &'static [Self] = &[
        Self { name: "image", types: &["image/jpeg", "image/png"], most: 5 * MB },
        Self { name: "video", types: &["video/3gpp", "video/mp4"], most: 16 * MB },
        Self {
            name: "audio",
            types: &["audio/aac", "audio/mp4", "audio/mpeg", "audio/amr", "audio/ogg"],
            most: 16 * MB,
        },
        // Documents of any type are delivered when they come from an address.
        Self { name: "document", types: &[], most: 100 * MB },
        Self { name: "sticker", types: &["image/webp"], most: 500 * 1024 },
        Self { name: "gif", types: &["video/mp4"], most: 3_670_016 },
    ];

    fn of(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|kind| kind.name == name)
    }

    fn title(&self) -> String {
        let mut title = self.name.to_owned();
        title[..1].make_ascii_uppercase();
        title
    }
}

/// Fetches the files of one message, then lets it go its way.
pub(crate) async fn fetch(sim: Arc<Sim>, wamid: String) {
    static SLOTS: Semaphore = Semaphore::const_new(AT_ONCE);
    let links = sim.look(|state| state.links.waiting.get(&wamid).map(|waiting| waiting.links.clone()));
    let Some(links) = links else { return };
    let Ok(_slot) = SLOTS.acquire().await else { return };
    let mut problem = None;
    for link in &links {
        if sim.with(|state, now| state.links.is_known(link, now)) {
            continue;
        }
        let looked = tokio::select! {
            looked = look(&sim, link) => looked,
            // The message still waits in the kept world, and is looked after at the next start.
            () = sim.stop.cancelled() => return,
        };
        if let Err(details) = looked {
            problem = Some(details);
            break;
        }
        sim.with(|state, now| state.links.remember(link, now));
    }
    sim.change(|state, now| finish(state, &wamid, problem, now));
}

fn finish(state: &mut State, wamid: &str, problem: Option<String>, now: Micros) {
    let Some(waiting) = state.links.waiting.remove(wamid) else { return };
    let Waiting { mut outgoing, sent_at, .. } = waiting;
    let step = if problem.is_some() { Step::Fail(131_053) } else { Step::Sent };
    outgoing.failure = problem;
    state.schedule.add(sent_at.max(now), Due::Step(Box::new(outgoing), step));
}

/// Fetches one address and judges what is there. The error is told in the status.
async fn look(sim: &Sim, link: &Link) -> Result<(), String> {
    let Some(kind) = Kind::of(&link.kind) else { return Ok(()) };
    let ms = sim.look(|state| state.settings.link_timeout_ms.max(1));
    let judged = tokio::time::timeout(Duration::from_millis(ms), download(sim, kind, &link.url)).await;
    judged.unwrap_or_else(|_| Err(failed(&format!("it did not answer within {ms} ms"))))
}

fn failed(reason: &str) -> String {
    format!("Downloading media from weblink failed: {reason}.")
}

async fn download(sim: &Sim, kind: &Kind, url: &str) -> Result<(), String> {
    let mut response = follow(sim, url).await?;
    let status = response.status();
    if !status.is_success() {
        return Err(failed(&format!("http code {}", status.as_u16())));
    }
    let given = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let mime_type = kind_of(given.unwrap_or("application/octet-stream")).to_ascii_lowercase();
    if !kind.types.is_empty() && !kind.types.contains(&mime_type.as_str()) {
        let mime_type: String = mime_type.chars().take(100).collect();
        return Err(format!(
            "Unsupported {} mime type {mime_type}. Please use one of {}.",
            kind.title(),
            kind.types.join(", ")
        ));
    }
    // Only counted: a large file passes through without staying.
    let mut size = 0;
    let mut head = Vec::new();
    loop {
        let chunk = response.chunk().await.map_err(|_| failed("the connection was cut"))?;
        let Some(chunk) = chunk else { break };
        size += chunk.len() as u64;
        if size > kind.most {
            return Err(format!(
                "{} file size too big. Max allowed size: {} bytes.",
                kind.title(),
                kind.most
            ));
        }
        head.extend(chunk.iter().take(32_usize.saturating_sub(head.len())));
    }
    if size == 0 {
        return Err(failed("it is empty"));
    }
    if crate::media::is_honest(&mime_type, &head) {
        Ok(())
    } else {
        Err(crate::phones::NOT_THAT_TYPE.to_owned())
    }
}

async fn follow(sim: &Sim, url: &str) -> Result<reqwest::Response, String> {
    let mut url = url::Url::parse(url).map_err(|_| failed("the address is not valid"))?;
    for _ in 0..=REDIRECTS {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(failed("only http and https are fetched"));
        }
        let call = sim.http.get(url.clone()).header("user-agent", "facebookexternalua");
        let response = call.send().await.map_err(|_| failed("it cannot be reached"))?;
        if !response.status().is_redirection() {
            return Ok(response);
        }
        let next = response.headers().get(LOCATION).and_then(|next| next.to_str().ok());
        let next = next.ok_or_else(|| failed("a redirect without an address"))?;
        url = url.join(next).map_err(|_| failed("a redirect to something that is no address"))?;
    }
    Err(failed(&format!("more than {REDIRECTS} redirects")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o1_links_are_found_wherever_a_message_has_them() {
        let image = serde_json::json!({"type": "image", "image": {"link": "http://a/b.png"}});
        assert_eq!(links_of(&image), [Link { kind: "image".to_owned(), url: "http://a/b.png".to_owned() }]);
        let template = serde_json::json!({"type": "template", "template": {"components": [{"type": "header",
            "parameters": [{"type": "document", "document": {"link": "http://a/b.pdf"}}]}]}});
        assert_eq!(links_of(&template)[0].kind, "document");
        let contact = serde_json::json!({"type": "contacts", "contacts": [{"urls": [{"link": "x"}]}]});
        assert!(links_of(&contact).is_empty());
    }
}
