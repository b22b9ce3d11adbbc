//! The protocol between lender, network and phone as a model, checked exhaustively within small bounds.
//!
//! One lender, one contract, one phone and everybody who wishes the phone's owner or the lender ill: a network
//! that loses, delays, repeats and reorders, an owner who resets the phone and sets its clock, and whoever
//! holds the lender's key, the lender included. A day is the smallest step of time. Cryptography is taken at its
//! word: nobody signs with a key that is not theirs, and a log proof exists only for what is in the log.
//!
//! [`Protocol`] is the model, [`properties::all`] says what must hold in every state, and each [`Rule`] can be left
//! out to see that the checker notices.

mod action;
mod bounds;
mod calendar;
mod code;
mod forgery;
mod lender;
mod phone;
pub mod properties;
mod protocol;
mod rule;
mod standing;
mod truth;
mod world;

pub use action::Action;
pub use bounds::Bounds;
pub use calendar::{CURE, DUE, Day, NOTICE_FROM, SILENCE_AFTER, SILENCE_NOTICE, VALID, from_days_past_due};
pub use forgery::{Flaw, Forgery};
pub use lender::Lender;
pub use phone::Phone;
pub use protocol::Protocol;
pub use rule::{Rule, Rules};
pub use standing::{Content, Receipt, Standing, Warrant};
pub use truth::Truth;
pub use world::{Answer, Budget, World};
