//! How long the server waits for what, and how many may come.

use std::time::Duration;

/// What a client may take. The defaults suit a server that faces the internet.
#[derive(Debug, Clone)]
pub struct Limits {
    /// From the connection, or from the first byte of a further request, to the end of its head.
    pub header: Duration,
    /// Between two pieces of a request body.
    pub body_idle: Duration,
    /// For a whole request body, on top of what `body_rate` grants.
    pub body_total: Duration,
    /// Bytes of a request body that buy one second more, so that large uploads may take long but
    /// trickles may not.
    pub body_rate: u64,
    /// Between two requests of one connection.
    pub idle: Duration,
    /// For a client that does not read what it is sent.
    pub write: Duration,
    /// For everything under way when the server stops.
    pub drain: Duration,
    /// Connections in all.
    pub connections: usize,
    /// Connections from one address (IPv6: one /64 network). The machine itself is exempt, because
    /// that is where a reverse proxy sits.
    pub connections_per_address: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header: Duration::from_secs(5),
            body_idle: Duration::from_secs(5),
            body_total: Duration::from_secs(12),
            body_rate: 32 * 1024,
            idle: Duration::from_secs(75),
            write: Duration::from_secs(15),
            drain: Duration::from_secs(20),
            connections: 8192,
            connections_per_address: 1024,
        }
    }
}
