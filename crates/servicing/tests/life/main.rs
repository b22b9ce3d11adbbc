//! The life of contracts, told as stories; random lives under an independent observer; and broken decisions
//! that the audit must refuse.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it stumbles")]

mod audit;
mod bookings;
mod codes;
mod documents;
mod fees;
mod freed;
mod giving_back;
mod happening;
mod help;
mod holds;
mod hours;
mod log;
mod logged;
mod money;
mod new_key;
mod notices;
mod observer;
mod offers;
mod packs;
mod payoff;
mod plans;
mod random;
mod recalculation;
mod restriction;
mod reversal;
mod settlement;
mod story;
mod told;
mod weekly;
mod wrongful;
