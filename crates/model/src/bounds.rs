use crate::Day;

/// How much may happen. Everything is tried in every order up to these numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The last day.
    pub days: Day,
    /// The most standings the lender signs.
    pub standings: u8,
    /// Payments that are taken back.
    pub reversals: u8,
    /// Times the phone is switched off for a day, or its program does not run for two.
    pub days_off: u8,
    /// Restarts.
    pub restarts: u8,
    /// Factory resets.
    pub resets: u8,
    /// Times the user sets the clock.
    pub clock_moves: u8,
    /// Standings signed by whoever abuses the lender's key.
    pub forgeries: u8,
    /// Codes given out.
    pub codes: u8,
    /// Releases signed by the ombudsman.
    pub ombudsman: u8,
    /// Whether answers may be late. If not, each comes at once or never.
    pub delays: bool,
}

impl Bounds {
    /// Nothing happens but payments, days and orders.
    pub const QUIET: Self = Self {
        days: 5,
        standings: 6,
        reversals: 0,
        days_off: 0,
        restarts: 0,
        resets: 0,
        clock_moves: 0,
        forgeries: 0,
        codes: 0,
        ombudsman: 0,
        delays: false,
    };

    /// Money comes and goes, and the network delays what it pleases.
    pub const MONEY: Self = Self { days: 4, standings: 5, reversals: 1, delays: true, ..Self::QUIET };

    /// The owner switches off, restarts, resets and sets the clock.
    pub const OWNER: Self =
        Self { days: 4, standings: 5, days_off: 1, restarts: 1, resets: 1, clock_moves: 1, ..Self::QUIET };

    /// The lender's key is in bad hands, which may be the lender's own.
    pub const THIEF: Self = Self { days: 4, standings: 5, reversals: 1, forgeries: 1, ..Self::QUIET };

    /// Codes and the ombudsman free phones without the lender's server.
    pub const HELP: Self = Self { days: 3, standings: 5, resets: 1, codes: 1, ombudsman: 1, ..Self::QUIET };

    /// The bounds of the tests, by name.
    pub const TESTED: [(&str, Self); 5] = [
        ("quiet", Self::QUIET),
        ("money", Self::MONEY),
        ("owner", Self::OWNER),
        ("thief", Self::THIEF),
        ("help", Self::HELP),
    ];

    /// A day, a standing and a mishap of each kind more.
    #[must_use]
    pub fn larger(self) -> Self {
        let more = |count: u8| if count == 0 { 0 } else { count + 1 };
        Self {
            days: self.days + 1,
            standings: self.standings + 1,
            reversals: self.reversals,
            days_off: more(self.days_off),
            restarts: more(self.restarts),
            ..self
        }
    }
}
