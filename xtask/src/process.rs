//! Running other programs: what is run is shown, and a failure names the command.

use std::{
    ffi::OsStr,
    io,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

/// A command line that is about to run.
#[derive(Debug)]
pub(crate) struct Run {
    command: Command,
    program: String,
}

impl Run {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        Self { command, program: program.to_string_lossy().into_owned() }
    }

    /// The same cargo that runs us.
    pub(crate) fn cargo() -> Self {
        let mut run = Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        run.program = "cargo".to_owned();
        run
    }

    pub(crate) fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, args: I) -> Self {
        self.command.args(args);
        self
    }

    pub(crate) fn within(mut self, directory: &Path) -> Self {
        self.command.current_dir(directory);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Gives the program our own standard input, so that Ctrl-C and keys reach it.
    pub(crate) fn interactive(mut self) -> Self {
        self.command.stdin(Stdio::inherit());
        self
    }

    /// Shows the command, runs it to its end, and fails when it fails.
    pub(crate) fn go(mut self) -> Result<()> {
        println!("$ {self}");
        let status = self.command.status().with_context(|| self.cannot_start())?;
        if !status.success() {
            bail!("`{self}` failed ({status})");
        }
        Ok(())
    }

    /// Runs it quietly and returns what it printed; on failure the error carries what it complained of.
    pub(crate) fn output(mut self) -> Result<Vec<u8>> {
        let output = self.command.output().with_context(|| self.cannot_start())?;
        if !output.status.success() {
            bail!("`{self}` failed ({}):\n{}", output.status, String::from_utf8_lossy(&output.stderr));
        }
        Ok(output.stdout)
    }

    fn cannot_start(&self) -> String {
        format!("cannot start `{}`: is it installed and on the PATH?", self.program)
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.program)?;
        for arg in self.command.get_args() {
            write!(f, " {}", quoted(&arg.to_string_lossy()))?;
        }
        Ok(())
    }
}

fn quoted(arg: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_=./:@+,".contains(c);
    if !arg.is_empty() && arg.chars().all(is_plain) { arg.to_owned() } else { format!("'{arg}'") }
}

/// What a program prints about its version, or `None` when there is no such program.
pub(crate) fn version_of(program: &str, arg: &str) -> Option<String> {
    let output = Command::new(program).arg(arg).stdin(Stdio::null()).output();
    match output {
        Ok(output) if output.status.success() => {
            Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
        }
        Ok(_) => None,
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_so_that_it_can_be_pasted() {
        let error = Run::new("sh").args(["-c", "exit 3"]).go().unwrap_err();
        assert!(error.to_string().contains("`sh -c 'exit 3'` failed"), "{error}");
    }

    #[test]
    fn a_missing_program_is_told_apart_from_a_failing_one() {
        let error = Run::new("no-such-program-here").output().unwrap_err();
        assert!(error.to_string().contains("is it installed"), "{error}");
        assert_eq!(version_of("no-such-program-here", "--version"), None);
        assert!(
            Run::new("sh")
                .args(["-c", "echo why >&2; exit 1"])
                .output()
                .unwrap_err()
                .to_string()
                .contains("why")
        );
    }
}
