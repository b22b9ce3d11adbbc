use ident::LenderId;

use super::KeyStore;

/// So many of a lender's replaced rosters are handed out at most, the newest: as many as there are keys on one.
const MOST_FORMER: usize = 64;

impl KeyStore {
    /// A lender's rosters before the one in force, oldest first.
    #[must_use]
    pub fn former_rosters(&self, lender: LenderId) -> Vec<Vec<u8>> {
        let state = self.lock();
        let of_lender = state.former.range((lender, 0, 0)..=(lender, u32::MAX, u64::MAX));
        let mut newest: Vec<_> =
            of_lender.rev().take(MOST_FORMER).map(|(_, roster)| roster.clone()).collect();
        newest.reverse();
        newest
    }

    /// The signed roots and rosters, as far as nobody has said that the log has them: those found at the start and
    /// those taken or made since.
    #[must_use]
    pub fn unlogged(&self) -> Vec<Vec<u8>> {
        self.lock().unlogged.clone()
    }

    /// The log has it, or never can.
    pub fn logged(&self, paper: &[u8]) {
        self.lock().unlogged.retain(|other| other != paper);
    }
}
