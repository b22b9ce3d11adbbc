use super::chain::Chain;
use super::{Counter, Instruction, MAX_COUNT, Rejected, Secret, Token};

/// A token that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// What it says.
    pub instruction: Instruction,
    /// The token's own count; below the last one when it is an older token that was not used yet.
    pub count: u32,
    /// The counts after it.
    pub counter: Counter,
}

/// What a token tells the device with this secret and these counts.
///
/// # Errors
/// [`Rejected`]; nothing has changed then.
pub fn decode(secret: &Secret, counter: &Counter, token: Token) -> Result<Decoded, Rejected> {
    let length = token.format().length;
    let base = token.number() % length.base();
    let start = u64::from(secret.starting_code.get()) % length.base();
    let value =
        u32::try_from((base + length.base() - start) % length.base()).map_err(|_| Rejected::Invalid)?;
    let last = counter.last_candidate(Instruction::read(value, 1)).min(i64::from(MAX_COUNT));
    let last = u32::try_from(last).map_err(|_| Rejected::Invalid)?;
    let mut chain = Chain::new(secret, length, base);
    let mut rejected = Rejected::Invalid;
    for count in 0..=last {
        if chain.token() == token.number() {
            let instruction = Instruction::read(value, count);
            match counter.admits(count, instruction) {
                Ok(()) => {
                    let counter = counter.after(count, instruction);
                    return Ok(Decoded { instruction, count, counter });
                }
                Err(reason) => rejected = reason,
            }
        }
        chain.advance();
    }
    Err(rejected)
}
