//! Starts a throw-away PostgreSQL, prints its URL, and keeps it until this program is stopped.
#![expect(clippy::print_stdout, reason = "the URL on standard output is what this program is for")]

use throwaway_postgres::{Durability, Server};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::start(Durability::Off)?;
    println!("{}", server.url());
    loop {
        std::thread::park();
    }
}
