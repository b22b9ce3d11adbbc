use super::chain::Chain;
use super::{EncodeError, Format, Instruction, MAX_COUNT, Secret, Token};

/// A new token and the count it uses up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoded {
    /// The token.
    pub token: Token,
    /// The count after it.
    pub count: u32,
}

/// The token with which a lender whose last count was `count` says `instruction`.
///
/// # Errors
/// [`EncodeError`]: the value does not fit, or the count is out of bounds.
pub fn encode(
    secret: &Secret,
    count: u32,
    instruction: Instruction,
    format: Format,
) -> Result<Encoded, EncodeError> {
    let length = format.length;
    if !instruction.fits(length) {
        let too_high = instruction.value() > length.max_value();
        return Err(if too_high { EncodeError::TooHigh(length) } else { EncodeError::Reserved });
    }
    let count =
        next_count(count, instruction).filter(|count| *count <= MAX_COUNT).ok_or(EncodeError::Count)?;
    let start = u64::from(secret.starting_code.get()) % length.base();
    let base = (start + u64::from(instruction.value())) % length.base();
    let mut chain = Chain::new(secret, length, base);
    for _ in 0..count {
        chain.advance();
    }
    Ok(Encoded { token: Token::new(chain.token(), format), count })
}

/// The next count above this one with the parity that the instruction has; none above the numbers' end.
#[must_use]
pub const fn next_count(count: u32, instruction: Instruction) -> Option<u32> {
    let same_parity = (count % 2 == 1) == instruction.is_odd();
    count.checked_add(if same_parity { 2 } else { 1 })
}
