//! The project's own commands. `cargo xtask test` is all that a change must pass; each of its steps is a
//! command of its own.

#![expect(clippy::print_stdout, reason = "a tool that reports to the terminal")]

mod cargo;
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

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let steps: Vec<&Step> = STEPS.iter().filter(|step| command == "test" || command == step.name).collect();
    if steps.is_empty() {
        println!("cargo xtask test      all of these, in this order");
        for step in &STEPS {
            println!("cargo xtask {:<9} {}", step.name, step.about);
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
