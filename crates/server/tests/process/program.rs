//! A `waypost serve` in a folder of its own, with the simulator in the test beside it.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};
use simulator::{Handle, Options, Simulator, World};

const PROGRAM: &str = env!("CARGO_BIN_EXE_waypost");
const PASSWORD: &str = "correct horse battery";
const EMAIL: &str = "owner@harbour.example";
/// Longest time that something may take.
const PATIENCE: Duration = Duration::from_secs(120);

pub(crate) struct Program {
    process: Child,
    folder: tempfile::TempDir,
    port: u16,
    token: String,
    pub(crate) http: reqwest::Client,
    cursor: i64,
}

impl Program {
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut add = Command::new(PROGRAM);
        add.args(["user", "add", "--log-level", "warn", "--email", EMAIL, "--name", "Ada", "--data-dir"]);
        let mut adding = add.arg(folder.path()).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        writeln!(adding.stdin.take().unwrap(), "{PASSWORD}").unwrap();
        assert!(adding.wait().unwrap().success());
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = spawn(folder.path(), port);
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let mut this = Self { process, folder, port, token: String::new(), http, cursor: 0 };
        this.wait_until_ready().await;
        let session = this.call(Method::POST, "/v1/sessions", json!({"email": EMAIL, "password": PASSWORD}));
        this.token = session.await["token"].as_str().unwrap().to_owned();
        this
    }

    /// Ends it as a power cut would, and starts it again with the same data.
    pub(crate) async fn kill_and_start_again(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.process = spawn(self.folder.path(), self.port);
        self.wait_until_ready().await;
    }

    async fn wait_until_ready(&self) {
        let began = Instant::now();
        while !self.http.get(self.url("/readyz")).send().await.is_ok_and(|a| a.status().is_success()) {
            assert!(began.elapsed() < PATIENCE, "it does not start");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.http.request(method, self.url(path));
        if self.token.is_empty() { request } else { request.bearer_auth(&self.token) }
    }

    pub(crate) async fn call(&self, method: Method, path: &str, body: Value) -> Value {
        let request = self.request(method, path);
        let request = if body.is_null() { request } else { request.json(&body) };
        let answer = request.send().await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Waits until the feed tells of something.
    pub(crate) async fn wait_for(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            let path = format!("/v1/events?after={}&wait=5", self.cursor);
            let news = self.call(Method::GET, &path, Value::Null).await;
            for event in news["events"].as_array().unwrap() {
                self.cursor = event["seq"].as_i64().unwrap();
                if is_it(event) {
                    return event.clone();
                }
            }
        }
        panic!("waited in vain for {what}")
    }

    /// How much memory it has now, and the most that it has had since [`Self::forget_peak`], in bytes.
    pub(crate) fn memory(&self) -> (usize, usize) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
        };
        (line("VmRSS:"), line("VmHWM:"))
    }

    /// From now on the peak is counted anew.
    pub(crate) fn forget_peak(&self) {
        std::fs::write(format!("/proc/{}/clear_refs", self.process.id()), "5").unwrap();
    }

    /// A simulator with a number that is connected here; both know each other.
    pub(crate) async fn with_simulator(&self) -> (Handle, String, String) {
        let world = World::load("test").unwrap();
        let simulator = Simulator::start(Options::new(world.clone())).await.unwrap();
        simulator.simulator().connect_webhook(&self.url("/webhooks/whatsapp"));
        let (app, waba) = (&world.apps[0], &world.businesses[0].wabas[0]);
        let meta_number = waba.numbers[0].phone_number_id.clone();
        let body = json!({
            "meta_phone_number_id": meta_number, "waba_id": waba.id, "meta_app_id": app.app_id,
            "access_token": world.tokens[0].token, "app_secret": app.app_secret,
            "verify_token": app.verify_token, "base_url": simulator.url(),
        });
        let number = self.call(Method::POST, "/v1/phone-numbers", body).await;
        (simulator, meta_number, number["id"].as_str().unwrap().to_owned())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn spawn(folder: &std::path::Path, port: u16) -> Child {
    let listen = format!("127.0.0.1:{port}");
    Command::new(PROGRAM)
        .args(["serve", "--listen", &listen, "--log-level", "warn", "--data-dir"])
        .arg(folder)
        .current_dir(folder)
        .env("WAYPOST_SEND__PRIVATE_ADDRESSES", "true") // the simulator is on this machine
        .stdin(Stdio::null())
        .spawn()
        .unwrap()
}
