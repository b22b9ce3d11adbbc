/// How an account stood at the end of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryMark {
    /// So many days past due.
    DaysPastDue(u32),
    /// Paid in full.
    Paid,
    /// Charged off.
    ChargedOff,
    /// The device was given back.
    Surrendered,
    /// Nothing is known of this month, though the account was there.
    Unknown,
}

/// How many months before this one are reported.
pub(crate) const MONTHS: usize = 24;

/// The code for what was before the account.
const BEFORE: char = 'B';

/// All codes of the profile.
pub(crate) const CODES: &str = "0123456BDEGHJKL";

impl HistoryMark {
    pub(crate) const fn code(self) -> char {
        match self {
            Self::DaysPastDue(days) => rating(days),
            Self::Paid => 'E',
            Self::ChargedOff => 'L',
            Self::Surrendered => 'J',
            Self::Unknown => 'D',
        }
    }
}

/// The digit for days past due: 30-day steps, from 180 on the last.
pub(crate) const fn rating(days_past_due: u32) -> char {
    match days_past_due {
        0..=29 => '0',
        30..=59 => '1',
        60..=89 => '2',
        90..=119 => '3',
        120..=149 => '4',
        150..=179 => '5',
        _ => '6',
    }
}

/// The profile: the month before first, 24 months back, `B` for those before the account.
pub(crate) fn profile(history: &[HistoryMark]) -> String {
    let marks = history.iter().map(|mark| mark.code());
    marks.chain(std::iter::repeat(BEFORE)).take(MONTHS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_month_stands_first() {
        let late = [HistoryMark::DaysPastDue(62), HistoryMark::DaysPastDue(31), HistoryMark::DaysPastDue(29)];
        assert_eq!(profile(&late), "210BBBBBBBBBBBBBBBBBBBBB");
        assert_eq!(profile(&[]).len(), 24);
        assert_eq!(profile(&[HistoryMark::ChargedOff; 40]), "L".repeat(24));
    }

    #[test]
    fn steps_are_thirty_days() {
        let edges = [0, 29, 30, 59, 60, 89, 90, 119, 120, 149, 150, 179, 180, u32::MAX];
        assert_eq!(edges.map(rating).iter().collect::<String>(), "00112233445566");
    }
}
