//! What the command line offers.

use clap::{Parser, Subcommand, ValueEnum};
use config::ConfigFlags;

/// The WhatsApp Business platform that you run yourself
#[derive(Debug, Parser)]
#[command(name = "waypost", version, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub config: ConfigFlags,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the server
    Serve,
    /// Run everything with a pretended WhatsApp and a sample business: no account needed
    Demo {
        /// Forget what an earlier demo left and start over
        #[arg(long)]
        fresh: bool,
    },
    /// Run only the simulator of the Cloud API
    Simulator {
        /// A built-in world (demo, test, conformance, empty) or the path of a world file
        #[arg(long, value_name = "NAME|FILE")]
        world: Option<String>,
        /// Refuse what Meta lets pass although its documents say otherwise
        #[arg(long)]
        strict: bool,
        /// Also run a proxy that stands in for graph.facebook.com, for clients that cannot be given a base URL
        #[arg(long, value_name = "ADDRESS:PORT", num_args = 0..=1, default_missing_value = "127.0.0.1:8091")]
        intercept: Option<std::net::SocketAddr>,
        /// A folder that keeps the proxy's certificate authority; without it, a new one is made at each start
        #[arg(long, value_name = "FOLDER", requires = "intercept")]
        intercept_ca: Option<std::path::PathBuf>,
    },
    /// Bring the database's schema up to date, and stop
    Migrate,
    /// Show the configuration in effect, and where each value comes from
    Config,
    /// What Meta has sent, byte for byte
    Journal {
        #[command(subcommand)]
        command: JournalCommand,
    },
    /// People who can sign in
    User {
        #[command(subcommand)]
        command: UserCommand,
    },
    /// Print the OpenAPI document
    Openapi,
    /// Print a reference page
    Reference { page: ReferencePage },
}

#[derive(Debug, Subcommand)]
pub enum JournalCommand {
    /// Apply everything again: after an upgrade, kinds that were not known before are understood. What has been
    /// applied has no second effect. Stop the server first
    Reapply,
}

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add somebody; the first one gets a workspace. The password is read from the terminal or standard input
    Add {
        /// The e-mail address to sign in with
        #[arg(long)]
        email: String,
        /// How colleagues see them
        #[arg(long)]
        name: String,
        /// The name of a new workspace that they own
        #[arg(long, default_value = "My workspace")]
        workspace: String,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ReferencePage {
    /// The HTTP API, as OpenAPI 3.1
    Openapi,
    /// The command line
    Cli,
    /// The configuration
    Config,
}
