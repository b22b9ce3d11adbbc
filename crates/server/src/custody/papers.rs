use super::KeyStore;

impl KeyStore {
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
