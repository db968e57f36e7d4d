//! A list of named steps, run in order: each is shown with its duration, and the first failure ends the run.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// One step: its name is what `--only` and `--skip` take.
pub(crate) struct Step<'a> {
    pub(crate) name: &'static str,
    pub(crate) run: Box<dyn FnOnce() -> Result<()> + 'a>,
}

impl<'a> Step<'a> {
    pub(crate) fn new(name: &'static str, run: impl FnOnce() -> Result<()> + 'a) -> Self {
        Self { name, run: Box::new(run) }
    }
}

/// Runs the steps and ends with one line of totals; `again` is the command that repeats a single step.
pub(crate) fn run_all(steps: Vec<Step<'_>>, again: &str) -> Result<()> {
    let (mut passed, begun) = (0, Instant::now());
    let total = steps.len();
    for (number, step) in steps.into_iter().enumerate() {
        println!("\n== [{}/{total}] {}", number + 1, step.name);
        let started = Instant::now();
        let took = || seconds(started.elapsed());
        match (step.run)() {
            Ok(()) => {
                println!("== {} passed in {}", step.name, took());
                passed += 1;
            }
            Err(error) => {
                eprintln!("\n{error:#}");
                println!("== {} FAILED after {}; again with: {again} {}", step.name, took(), step.name);
                let (left, total_time) = (total - passed - 1, seconds(begun.elapsed()));
                bail!("{passed} steps passed, 1 failed, {left} not run, {total_time}");
            }
        }
    }
    println!("\n{passed} steps passed, 0 failed, {}", seconds(begun.elapsed()));
    Ok(())
}

fn seconds(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds >= 100 {
        format!("{} min {} s", seconds / 60, seconds % 60)
    } else {
        format!("{:.1} s", duration.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;
    use std::cell::Cell;

    #[test]
    fn the_first_failure_ends_the_run_and_is_in_the_totals() {
        let reached = Cell::new(false);
        let steps = vec![
            Step::new("one", || Ok(())),
            Step::new("two", || Ok(())),
            Step::new("three", || Err(anyhow!("broken"))),
            Step::new("four", || {
                reached.set(true);
                Ok(())
            }),
        ];
        let error = run_all(steps, "again").unwrap_err().to_string();
        assert!(error.starts_with("2 steps passed, 1 failed, 1 not run"), "{error}");
        assert!(!reached.get());
    }

    #[test]
    fn long_durations_are_told_in_minutes() {
        assert_eq!(seconds(Duration::from_millis(1234)), "1.2 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 5 s");
    }
}
