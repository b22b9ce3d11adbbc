//! A log in a folder: what it serves and proves, and what becomes of it when files or machines fail.

#![expect(clippy::unwrap_used, reason = "test helpers")]

mod common;
mod crash;
mod damage;
mod life;
mod resources;
#[path = "../../../proof/tests/log/tree.rs"]
mod tree;
