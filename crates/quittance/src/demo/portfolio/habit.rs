/// How a customer behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Habit {
    /// Never accepts the offer.
    Ponders,
    /// Says no.
    Declines,
    /// Pays every installment on its day.
    Punctual,
    /// Pays this many days late.
    Late(i64),
    /// Stops paying after so many installments.
    Stops(u64),
    /// Pays half of what is overdue.
    Half,
    /// Pays everything at once after so many installments.
    PaysOff(u64),
    /// Stops paying after so many and disputes the debt.
    Disputes(u64),
    /// Pays with money that is taken back once.
    Bounces,
}

impl Habit {
    /// Most pay, as in life; the rest is spread evenly.
    pub(super) const fn of(number: u32) -> Self {
        match number % 20 {
            1 => Self::Ponders,
            3 => Self::Late(9),
            5 => Self::Stops(1),
            7 => Self::Late(24),
            9 => Self::PaysOff(2),
            11 => Self::Half,
            13 => Self::Stops(3),
            15 => Self::Bounces,
            17 => Self::Disputes(1),
            19 if number % 40 == 19 => Self::Declines,
            19 => Self::Stops(2),
            _ => Self::Punctual,
        }
    }
}
