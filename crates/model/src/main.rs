//! Checks the protocol within the bounds of the tests and within larger ones, and says how many states it saw.

#![expect(clippy::print_stdout, reason = "a tool that reports to the terminal")]

use std::process::ExitCode;
use std::time::Instant;

use model::{Bounds, Protocol};
use stateright::{Checker as _, Model as _};

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == name);
    let tested = Bounds::TESTED.into_iter().map(|(name, bounds)| (name.to_owned(), bounds));
    let larger = Bounds::TESTED.into_iter().map(|(name, bounds)| (format!("{name}+"), bounds.larger()));
    let all: Vec<(String, Bounds)> = tested.chain(larger).collect();
    if let Some(unknown) = wanted.iter().find(|wanted| !all.iter().any(|(name, _)| name == *wanted)) {
        let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
        println!("`{unknown}` is not one of {}", names.join(", "));
        return ExitCode::from(2);
    }
    let mut all_hold = true;
    for (name, bounds) in all.into_iter().filter(|(name, _)| is_wanted(name)) {
        all_hold &= check(&name, bounds);
    }
    if all_hold { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Visits every state within the bounds; says whether every property holds.
#[expect(clippy::disallowed_methods, reason = "measures itself")]
fn check(name: &str, bounds: Bounds) -> bool {
    let start = Instant::now();
    // Depth first needs the least memory.
    let checker = Protocol::new(bounds).checker().spawn_dfs().join();
    let (unique, depth) = (checker.unique_state_count(), checker.max_depth());
    println!("{name:<8} {unique:>11} states, depth {depth:>3}, {:>7.1?}: {bounds:?}", start.elapsed());
    let found = checker.discoveries();
    let mut holds = true;
    for property in checker.model().properties() {
        let path = found.get(property.name).map(|path| path.clone().into_actions());
        match (property.expectation.discovery_is_failure(), path) {
            (true, Some(steps)) => println!("  broken: {}\n    {steps:?}", property.name),
            (false, None) => println!("  never seen: {}", property.name),
            _ => continue,
        }
        holds = false;
    }
    holds
}
