use ident::LenderId;

/// Whose time a contract lives by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClockId {
    /// The world's.
    Wall,
    /// The test clock of this lender, which moves only when told to.
    Test(LenderId),
}

impl ClockId {
    /// The 16 bytes it is kept as. A wall clock has zeros, which no version 7 UUID has.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 16] {
        match self {
            Self::Wall => [0; 16],
            Self::Test(lender) => *lender.as_bytes(),
        }
    }

    /// The clock kept as these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        if bytes == [0; 16] { Self::Wall } else { Self::Test(LenderId::from_bytes(bytes)) }
    }
}
