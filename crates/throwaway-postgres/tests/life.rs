//! A real server: it answers, its databases are apart, and nothing of it outlives its owner.

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use throwaway_postgres::{Durability, Server, shared};

fn directory_of(url: &str) -> PathBuf {
    let (_, host) = url.split_once("host=").expect("the URL names a directory");
    let host = host.split_once('&').map_or(host, |(host, _)| host);
    PathBuf::from(host)
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(20), "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn databases_are_apart_and_go_with_their_value() {
    let server = shared().unwrap();
    let (one, two) = (server.create_database().unwrap(), server.create_database().unwrap());
    assert_ne!(one.url(), two.url());

    let at_one = Server::at(one.url().to_owned()).unwrap();
    at_one.execute("CREATE TABLE only_here (n int)").unwrap();
    let error = Server::at(two.url().to_owned()).unwrap().execute("SELECT * FROM only_here").unwrap_err();
    assert!(error.to_string().contains("only_here"), "{error}");

    let name = one.name().to_owned();
    drop(one);
    let left = server.execute(&format!("SELECT count(*) FROM pg_database WHERE datname = '{name}'")).unwrap();
    assert_eq!(left, "0");
}

#[test]
fn a_stopped_server_leaves_no_files_and_no_process() {
    let server = Server::start(Durability::On).unwrap();
    assert_eq!(server.execute("SHOW fsync").unwrap(), "on");
    let directory = directory_of(server.url());
    assert!(directory.is_dir());
    drop(server);
    assert!(!directory.exists());
}

#[test]
fn a_killed_owner_takes_its_server_along() {
    let program = env!("CARGO_BIN_EXE_throwaway-postgres");
    let mut owner = Command::new(program).stdout(Stdio::piped()).spawn().unwrap();
    let mut url = String::new();
    BufReader::new(owner.stdout.take().unwrap()).read_line(&mut url).unwrap();
    assert_eq!(Server::at(url.trim().to_owned()).unwrap().execute("SELECT 7").unwrap(), "7");

    owner.kill().unwrap();
    owner.wait().unwrap();
    let directory = directory_of(&url);
    wait_until("the server's directory is gone", || !directory.exists());
}
