//! The bare loops keep the promise they are the measure of: no forged post is taken, every acknowledged one is stored.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

const SECRET: &str = "a secret";

struct Loop(Child, u16);

impl Drop for Loop {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(which: &str, folder: &Path) -> Loop {
    let mut process = Command::new(env!("CARGO_BIN_EXE_waypost-bench"))
        .args(["reference", which, "--secret", SECRET, "--folder"])
        .arg(folder)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the loop starts");
    let mut line = String::new();
    BufReader::new(process.stdout.take().expect("it has an output")).read_line(&mut line).expect("it prints");
    Loop(process, line.trim().parse().expect("it prints its port"))
}

async fn post(to: &Loop, secret: &str, body: &str) -> u16 {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any key will do");
    mac.update(body.as_bytes());
    let signature = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
    let client = reqwest::Client::builder().build().expect("a client");
    let request = client.post(format!("http://127.0.0.1:{}/", to.1)).header("x-hub-signature-256", signature);
    request.body(body.to_owned()).send().await.expect("an answer").status().as_u16()
}

#[tokio::test]
async fn an_acknowledged_post_is_on_disk_and_a_forged_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let ack = start("ack", folder.path());
    assert_eq!(post(&ack, SECRET, "one").await, 200);
    assert_eq!(post(&ack, "another secret", "forged").await, 401);
    drop(ack);
    let journal = rusqlite::Connection::open(folder.path().join("reference.db")).unwrap();
    let bodies: Vec<Vec<u8>> = journal
        .prepare("SELECT body FROM raw ORDER BY id")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(bodies, [b"one"]);
}

#[tokio::test]
async fn the_null_loop_verifies_too() {
    let folder = tempfile::tempdir().unwrap();
    let null = start("null", folder.path());
    assert_eq!((post(&null, SECRET, "x").await, post(&null, "", "x").await), (200, 401));
}

#[tokio::test]
async fn the_apply_loop_turns_a_post_into_a_message_once() {
    let folder = tempfile::tempdir().unwrap();
    let apply = start("apply", folder.path());
    let hook = r#"{"entry":[{"changes":[{"value":{"metadata":{"phone_number_id":"2"},"contacts":[{"profile":{"name":"A"}}],
        "messages":[{"from":"1555","id":"wamid.X","timestamp":"1790000000","text":{"body":"hello"}}]}}]}]}"#;
    assert_eq!(post(&apply, SECRET, hook).await, 200);
    assert_eq!(post(&apply, SECRET, hook).await, 200);
    let store = rusqlite::Connection::open(folder.path().join("applied.db")).unwrap();
    let count = |sql: &str| store.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let begun = std::time::Instant::now();
    while count("SELECT entry FROM progress") < 2 {
        assert!(begun.elapsed().as_secs() < 10, "it does not apply");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert_eq!(count("SELECT count(*) FROM message"), 1);
    assert_eq!(count("SELECT count(*) FROM event"), 1);
    assert_eq!(count("SELECT count(*) FROM contact"), 1);
}
