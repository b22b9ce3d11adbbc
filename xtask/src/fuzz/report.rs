use std::fmt;

/// What one target's run came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Run {
    target: String,
    pub(super) is_clean: bool,
    executions: u64,
    per_second: u64,
    /// Points of the code that its corpus reaches.
    coverage: u64,
}

impl Run {
    /// From what libFuzzer writes.
    pub(super) fn read(target: &str, is_clean: bool, log: &str) -> Self {
        let stat = |name: &str| {
            let line = log.lines().rev().find_map(|line| line.strip_prefix(name));
            line.and_then(|value| value.trim().parse().ok()).unwrap_or(0)
        };
        let covered = log.lines().rev().find_map(|line| line.split_once(" cov: "));
        let covered = covered.and_then(|(_, rest)| rest.split(' ').next());
        Self {
            target: target.to_owned(),
            is_clean,
            executions: stat("stat::number_of_executed_units:"),
            per_second: stat("stat::average_exec_per_sec:"),
            coverage: covered.and_then(|count| count.parse().ok()).unwrap_or(0),
        }
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { target, executions, per_second, coverage, .. } = self;
        let state = if self.is_clean { "ok" } else { "BROKEN" };
        write!(f, "{target:<20} {executions:>12} runs {per_second:>8}/s {coverage:>6} points  {state}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "INFO: seed corpus: files: 3\n#3\tINITED cov: 800 ft: 801 corp: 3/1Kb\n\
        #9\tNEW    cov: 812 ft: 820 corp: 4/2Kb exec/s: 0 rss: 40Mb\nDone 1000 runs in 2 second(s)\n\
        stat::number_of_executed_units: 1000\nstat::average_exec_per_sec:     500\n";

    #[test]
    fn reads_what_libfuzzer_writes() {
        let run = Run::read("standing", true, LOG);
        assert_eq!((run.executions, run.per_second, run.coverage), (1000, 500, 812));
        assert!(run.to_string().ends_with("ok"), "{run}");
        assert!(Run::read("standing", false, LOG).to_string().ends_with("BROKEN"));
    }
}
