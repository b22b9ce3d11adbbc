//! No interleaving within the bounds breaks an invariant.

#![expect(clippy::print_stdout, reason = "says how many states it saw")]

use model::{Bounds, Protocol};
use stateright::{Checker as _, Model as _};

fn check(bounds: Bounds) {
    let checker = Protocol::new(bounds).checker().spawn_bfs().join();
    println!("{} states, depth {}: {bounds:?}", checker.unique_state_count(), checker.max_depth());
    checker.assert_properties();
}

#[test]
fn nothing_but_time_and_money() {
    check(Bounds::QUIET);
}

#[test]
fn payments_are_reversed_and_answers_come_late() {
    check(Bounds::MONEY);
}

#[test]
fn the_owner_does_everything() {
    check(Bounds::OWNER);
}

#[test]
fn the_lenders_key_is_in_bad_hands() {
    check(Bounds::THIEF);
}

#[test]
fn help_comes_without_the_lender() {
    check(Bounds::HELP);
}
