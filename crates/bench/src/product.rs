//! The real program in demo mode, used through its public doors only.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::sleep;

use crate::payload::{self, Sender, Shape};

/// The world that the demo pretends; its secrets are as made up as its people.
const WORLD: &str = "crates/simulator/src/world/demo.json";
const START_LIMIT: Duration = Duration::from_secs(60);

/// A running Waypost with its simulator, in a folder of its own.
#[derive(Debug)]
pub(crate) struct Product {
    running: Running,
    pub(crate) port: u16,
    pub(crate) token: String,
    pub(crate) folder: TempDir,
    client: reqwest::Client,
    sender: Sender,
    customer: String,
}

impl Product {
    pub(crate) async fn start(server: &Path, root: &Path) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let port = free_port().await?;
        let output = folder.path().join("output");
        let running = Running::start(server, "demo", port, folder.path(), &output)?;
        let client = reqwest::Client::builder().timeout(Duration::from_secs(30)).build()?;
        ready(&client, port, &running, &output).await?;
        let (sender, customer) = pretended(&root.join(WORLD))?;
        let sign_in = sign_in(&fs::read_to_string(&output)?)?;
        let token = token(&client, port, &sign_in).await?;
        Ok(Self { running, port, token, folder, client, sender, customer })
    }

    pub(crate) fn pid(&self) -> u32 {
        self.running.0.id()
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn live_url(&self) -> String {
        format!("ws://127.0.0.1:{}/v1/live", self.port)
    }

    /// Signed webhooks for its number.
    pub(crate) fn requests(&self, seed: u64, count: usize, shape: Shape) -> Vec<Bytes> {
        payload::requests(
            &self.sender,
            "/webhooks/whatsapp",
            &format!("127.0.0.1:{}", self.port),
            seed,
            count,
            shape,
        )
    }

    /// Types a message on a simulated phone; returns when the phone has it, not when Waypost has.
    pub(crate) async fn type_as_customer(&self, text: &str) -> Result<()> {
        let url = format!("{}/_sim/customers/{}/messages", self.url(), self.customer);
        let body =
            json!({"phone_number_id": self.sender.phone_number_id, "type": "text", "text": {"body": text}});
        self.client.post(url).json(&body).send().await?.error_for_status()?;
        Ok(())
    }

    /// Ends it as a person would, and keeps its data.
    pub(crate) fn stop(self) -> TempDir {
        drop(self.running);
        self.folder
    }
}

/// A `waypost` process that ends with the value.
#[derive(Debug)]
pub(crate) struct Running(pub(crate) Child);

impl Running {
    pub(crate) fn start(server: &Path, mode: &str, port: u16, data: &Path, output: &Path) -> Result<Self> {
        let file = fs::File::create(output)?;
        let process = Command::new(server)
            .args([mode, "--listen", &format!("127.0.0.1:{port}"), "--log-level", "warn", "--data-dir"])
            .arg(data)
            .current_dir(data)
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .with_context(|| server.display().to_string())?;
        Ok(Self(process))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port that nobody listens on at the moment.
pub(crate) async fn free_port() -> Result<u16> {
    Ok(tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?.local_addr()?.port())
}

async fn ready(client: &reqwest::Client, port: u16, running: &Running, output: &Path) -> Result<()> {
    let begun = Instant::now();
    let url = format!("http://127.0.0.1:{port}/readyz");
    loop {
        if client.get(&url).send().await.is_ok_and(|answer| answer.status().is_success()) {
            return Ok(());
        }
        if begun.elapsed() > START_LIMIT || !Path::new(&format!("/proc/{}", running.0.id())).exists() {
            bail!("waypost did not start:\n{}", fs::read_to_string(output).unwrap_or_default());
        }
        sleep(Duration::from_millis(20)).await;
    }
}

async fn token(client: &reqwest::Client, port: u16, (email, password): &(String, String)) -> Result<String> {
    let url = format!("http://127.0.0.1:{port}/v1/sessions");
    let answer = client.post(url).json(&json!({"email": email, "password": password})).send().await?;
    let session: Value = answer.error_for_status().context("signing in")?.json().await?;
    Ok(session["token"].as_str().context("signing in gave no token")?.to_owned())
}

/// The sign-in that the demo prints for people: an address, and the word after `password`.
fn sign_in(output: &str) -> Result<(String, String)> {
    let mut words = output.split_whitespace();
    let email = words.clone().find(|word| word.contains('@') && word.contains('.'));
    let label = words.find(|word| word.to_ascii_lowercase().starts_with("password"));
    match (email, label.and_then(|_| words.next())) {
        (Some(email), Some(password)) => Ok((email.to_owned(), password.to_owned())),
        _ => bail!("the demo printed no sign-in:\n{output}"),
    }
}

fn pretended(world: &Path) -> Result<(Sender, String)> {
    let text = fs::read_to_string(world).with_context(|| world.display().to_string())?;
    let world: Value = serde_json::from_str(&text)?;
    let at = |pointer: &str| {
        let found = world.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        found.with_context(|| format!("the demo's world has no {pointer}"))
    };
    let sender = Sender {
        app_secret: at("/apps/0/app_secret")?,
        waba_id: at("/businesses/0/wabas/0/id")?,
        phone_number_id: at("/businesses/0/wabas/0/numbers/0/phone_number_id")?,
        display_phone_number: at("/businesses/0/wabas/0/numbers/0/display_phone_number")?,
    };
    Ok((sender, at("/customers/0/phone")?.trim_start_matches('+').to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_in_is_read_from_what_the_demo_prints() {
        let found =
            sign_in("Waypost is at http://127.0.0.1:8080\n  Email: a@b.example\n  Password: p-1\n").unwrap();
        assert_eq!(found, ("a@b.example".to_owned(), "p-1".to_owned()));
        assert!(sign_in("nothing here").is_err());
    }
}
