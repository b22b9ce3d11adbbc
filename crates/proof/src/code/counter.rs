use super::{Instruction, Rejected};

/// How far an older token may lie behind: tokens that add time may be typed in any order within it.
const OLDER: i64 = 16;
/// How far ahead a token may lie: the lender may have issued that many which nobody typed.
const AHEAD: i64 = 64;
/// How far ahead one may lie that synchronizes the count, which is what it is for.
const SYNC_AHEAD: i64 = 100;

/// Which counts a device has seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    /// The count of the last token; 1 on a new device.
    pub count: u32,
    /// The counts used among the last ones, in rising order. None: not kept, older tokens are never taken.
    pub used: Option<Vec<i64>>,
}

impl Counter {
    /// A new device's.
    #[must_use]
    pub const fn new() -> Self {
        Self { count: 1, used: Some(Vec::new()) }
    }

    /// Of a device that lost what it had used: nothing up to this count is taken any more.
    #[must_use]
    pub fn resumed(count: u32) -> Self {
        let last = i64::from(count);
        Self { count, used: Some((last - OLDER..=last).collect()) }
    }

    /// The highest count at which a token is looked for.
    pub(super) fn last_candidate(&self, instruction_at_odd: Instruction) -> i64 {
        let sync = instruction_at_odd == Instruction::CounterSync;
        i64::from(self.count) + if sync { SYNC_AHEAD } else { AHEAD }
    }

    /// Whether a token of this count that says this may still be used.
    pub(super) fn admits(&self, count: u32, instruction: Instruction) -> Result<(), Rejected> {
        let (count, last) = (i64::from(count), i64::from(self.count));
        let unused = |count: &i64| self.used.as_ref().is_some_and(|used| !used.contains(count));
        let admitted = match instruction {
            Instruction::CounterSync => count > last - AHEAD,
            Instruction::AddTime(_) => count > last || (count > last - OLDER && unused(&count)),
            Instruction::SetTime(_) | Instruction::Disable => count > last,
        };
        if admitted { Ok(()) } else { Err(Rejected::AlreadyUsed) }
    }

    /// After a token was used. One that adds time uses its own count up; every other one all before it.
    pub(super) fn after(&self, count: u32, instruction: Instruction) -> Self {
        let this = i64::from(count);
        let used = self.used.as_ref().map(|past| {
            let highest = past.iter().copied().max().unwrap_or(0).max(this);
            let is_used = |count: &i64| instruction.is_odd() || *count == this || past.contains(count);
            (highest - OLDER..=highest).filter(is_used).collect()
        });
        // An older token leaves the count where it is; only a synchronization may lower it.
        let sync = instruction == Instruction::CounterSync;
        Self { count: if sync { count } else { count.max(self.count) }, used }
    }
}

impl Default for Counter {
    fn default() -> Self {
        Self::new()
    }
}
