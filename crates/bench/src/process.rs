//! What the kernel says about a process: processor time and memory.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result};

/// Clock ticks a second in `/proc`: fixed at 100 on Linux for programs outside the kernel.
const TICKS_A_SECOND: f64 = 100.0;

/// Seconds of processor time, user and system, that all threads of a process have used so far.
pub(crate) fn cpu_seconds(pid: u32) -> Result<f64> {
    Ok(ticks_in(&read(pid, "stat")?)? as f64 / TICKS_A_SECOND)
}

/// The same by the names of the threads, numbers at their ends left out: one thread of a pool is like the other.
pub(crate) fn cpu_by_thread(pid: u32) -> Result<BTreeMap<String, f64>> {
    let mut by_name = BTreeMap::new();
    for task in fs::read_dir(format!("/proc/{pid}/task"))? {
        // A thread may end while we look.
        let Ok(stat) = fs::read_to_string(task?.path().join("stat")) else { continue };
        let name =
            stat.split_once('(').and_then(|(_, rest)| rest.rsplit_once(") ")).map_or("", |(name, _)| name);
        let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').to_owned();
        *by_name.entry(name).or_insert(0.0) += ticks_in(&stat)? as f64 / TICKS_A_SECOND;
    }
    Ok(by_name)
}

/// Memory that is really there, in KiB.
pub(crate) fn resident_kib(pid: u32) -> Result<u64> {
    let status = read(pid, "status")?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("no VmRSS in /proc")?;
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).context("VmRSS is no number")
}

/// How many processes want a processor, averaged over the last minute: to judge the other figures by.
pub(crate) fn load() -> String {
    let loads = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    loads.split(' ').next().unwrap_or("?").to_owned()
}

fn read(pid: u32, file: &str) -> Result<String> {
    let path = format!("/proc/{pid}/{file}");
    fs::read_to_string(&path).with_context(|| format!("{path} (has it ended?)"))
}

/// The fields 14 and 15 of `stat`; the second may contain spaces and stands in parentheses.
fn ticks_in(stat: &str) -> Result<u64> {
    let (_, after_name) = stat.rsplit_once(") ").context("/proc/…/stat has no name")?;
    let fields: Vec<&str> = after_name.split(' ').collect();
    let tick = |at: usize| {
        fields.get(at).and_then(|field| field.parse::<u64>().ok()).context("/proc/…/stat is short")
    };
    Ok(tick(11)? + tick(12)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processor_time_is_read_past_a_name_with_spaces() {
        let stat = "7 (a ) b) S 1 7 7 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 1 0 100";
        assert_eq!(ticks_in(stat).unwrap(), 300);
    }

    #[test]
    fn the_time_of_the_threads_adds_up_to_that_of_the_process() {
        let pid = std::process::id();
        let threads = loop {
            let threads = cpu_by_thread(pid).unwrap();
            if threads.values().sum::<f64>() > 0.0 {
                break threads; // however little of the machine we get
            }
        };
        let whole = cpu_seconds(pid).unwrap();
        // Threads that have ended count for the process alone, and ticks are whole.
        assert!(threads.values().sum::<f64>() <= whole + 0.1, "{threads:?} of {whole}");
    }

    #[test]
    fn our_own_memory_can_be_read() {
        assert!(resident_kib(std::process::id()).unwrap() > 100);
    }
}
