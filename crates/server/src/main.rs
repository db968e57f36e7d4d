//! The program: reads the command line and does what it says.

use std::process::ExitCode;

use clap::Parser;
use server::cli::Cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match server::run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            use std::io::Write as _;
            let _nobody_reads = writeln!(std::io::stderr(), "waypost: {e:#}");
            ExitCode::FAILURE
        }
    }
}
