//! Checks the protocol within bounds that are too large for a test, and says how many states it saw.

#![expect(clippy::print_stdout, reason = "a tool that reports to the terminal")]

use std::process::ExitCode;
use std::time::Instant;

use model::{Bounds, Protocol};
use stateright::{Checker as _, Model as _};

fn main() -> ExitCode {
    let a: Vec<u8> = std::env::args().skip(1).map(|n| n.parse().unwrap()).collect();
    let b = Bounds {
        days: a[0],
        standings: a[1],
        reversals: a[2],
        days_off: a[3],
        restarts: a[4],
        resets: a[5],
        clock_moves: a[6],
        forgeries: a[7],
        codes: a[8],
        ombudsman: a[9],
        delays: a[10] == 1,
    };
    let s = Instant::now();
    let c = Protocol::new(b).checker().target_state_count(20_000_000).spawn_bfs().join();
    println!(
        "{b:?} unique {} total {} depth {} in {:?}",
        c.unique_state_count(),
        c.state_count(),
        c.max_depth(),
        s.elapsed()
    );
    for (name, path) in c.discoveries() {
        if !name.starts_with("a phone") {
            println!("{name}: {:?}", path.into_actions());
        } else {
            println!("ok {name}");
        }
    }
    ExitCode::SUCCESS
}
