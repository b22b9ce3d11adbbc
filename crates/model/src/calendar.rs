use policy::Level;

/// Days since the contract began; the model's clock.
pub type Day = u8;

/// When the installments fall due. Two are enough for everything that can happen to one: paid, reversed, paid
/// while the other is overdue too.
pub const DUE: [Day; 2] = [0, 3];

/// From this day past due the notice may be given.
pub const NOTICE_FROM: Day = 1;

/// Days to cure after the notice was shown.
pub const CURE: Day = 1;

/// Days for which a warrant is good.
pub const VALID: Day = 2;

/// Days of silence until the phone may become limited.
pub const SILENCE_AFTER: Day = 3;

/// For how many days the phone's own silence notice must have been shown before.
pub const SILENCE_NOTICE: Day = 1;

/// From which day past due a level may be reached; levels not in use are never reached.
#[must_use]
pub const fn from_days_past_due(level: Level) -> Option<Day> {
    match level {
        Level::Limited => Some(2),
        Level::Locked => Some(3),
        Level::None | Level::Reminder => None,
    }
}

/// The day on which an installment falls due; one that does not exist never does.
pub(crate) fn due(installment: u8) -> Day {
    DUE.get(usize::from(installment)).copied().unwrap_or(Day::MAX)
}

/// How many installments fell due before this day.
pub(crate) fn due_before(day: Day) -> u8 {
    DUE.iter().fold(0, |count, due| if *due < day { count + 1 } else { count })
}

/// How many installments there are.
pub(crate) fn installments() -> u8 {
    due_before(Day::MAX)
}
