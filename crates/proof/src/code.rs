//! Offline codes: OpenPAYGO Token (EnAccess, specification 2.1), typed by hand on a phone without network.
//!
//! A token carries an [`Instruction`] and proves that whoever made it has the device's [`CodeKey`]. Tokens hang
//! on a count that only rises; its parity says what kind of instruction a token can carry. Where specification
//! and reference implementation differ this follows the implementation, except for its defects:
//! `docs/protocol/offline-codes.md` lists both.

mod chain;
mod counter;
mod decode;
mod encode;
mod error;
mod format;
mod instruction;
mod key;
mod statement;
mod token;

pub use counter::Counter;
pub use decode::{Decoded, decode};
pub use encode::{Encoded, encode, next_count};
pub use error::{EncodeError, Rejected, TokenFormError};
pub use format::{Format, Keypad, Length};
pub use instruction::{Instruction, InstructionKind, RESERVED_FROM};
pub use key::{CodeKey, Secret, StartingCode, StartingCodeError};
pub use statement::CodeStatement;
pub use token::Token;

/// The highest count this works with: every token is found by walking the chain from its start.
pub const MAX_COUNT: u32 = 16_000_000;
