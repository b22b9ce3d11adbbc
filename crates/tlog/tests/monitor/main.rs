//! A stranger follows a log: what must be noticed is noticed, and nothing else.

#![expect(clippy::unwrap_used, reason = "test helpers")]

mod follow;
mod judge;
