//! The project's own commands. `cargo xtask test` is all that a change must pass; each of its steps is a
//! command of its own.

#![expect(clippy::print_stdout, reason = "a tool that reports to the terminal")]

mod agent_size;
mod cargo;
mod fuzz;
mod shell;
mod tidy;
mod tools;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context as _, Result};

struct Step {
    name: &'static str,
    about: &'static str,
    run: fn() -> Result<()>,
}

/// In the order in which they cost time.
const STEPS: [Step; 7] = [
    Step { name: "tidy", about: "house rules that no other tool knows", run: tidy::run },
    Step { name: "tools", about: "install what is lacking", run: tools::run },
    Step { name: "format", about: "rustfmt", run: cargo::format },
    Step { name: "deny", about: "licenses, bans, sources, advisories", run: cargo::deny },
    Step { name: "clippy", about: "clippy, warnings denied", run: cargo::clippy },
    Step { name: "tests", about: "all tests", run: cargo::tests },
    Step { name: "docs", about: "rustdoc, warnings denied", run: cargo::docs },
];

/// Not part of `test`: one takes as long as one lets it, the other builds everything anew.
const TOOLS: [Step; 2] = [
    Step { name: "fuzz", about: "every decoder under libFuzzer: [SECONDS] [TARGET…]", run: fuzz::run },
    Step { name: "agent-size", about: "the phone's part built small, and its size", run: agent_size::run },
];

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let tests = STEPS.iter().filter(|step| command == "test" || command == step.name);
    let steps: Vec<&Step> = tests.chain(TOOLS.iter().filter(|tool| command == tool.name)).collect();
    if steps.is_empty() {
        println!("cargo xtask test       all but the last two, in this order");
        for step in STEPS.iter().chain(&TOOLS) {
            println!("cargo xtask {:<10} {}", step.name, step.about);
        }
        return ExitCode::FAILURE;
    }
    match run(&steps) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("\nFAILED: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "measures its own steps")]
fn run(steps: &[&Step]) -> Result<()> {
    let start = Instant::now();
    for step in steps {
        let step_start = Instant::now();
        println!("== {}: {}", step.name, step.about);
        (step.run)().context(step.name)?;
        println!("== {}: ok in {:.1?}\n", step.name, step_start.elapsed());
    }
    println!("all passed in {:.1?}", start.elapsed());
    Ok(())
}
