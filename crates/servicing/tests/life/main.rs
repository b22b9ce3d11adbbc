//! The life of contracts, told as stories; random lives under an independent observer; and broken decisions
//! that the audit must refuse.

mod observer;
mod random;
mod restriction;
mod story;
