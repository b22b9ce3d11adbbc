use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::TermsError;

/// Where a due date goes that isn't a working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkingDayRule {
    /// Nowhere.
    #[default]
    Same,
    /// To the next working day.
    Next,
    /// To the working day before.
    Previous,
    /// To the next working day, unless that lies in another month: then to the one before.
    ModifiedFollowing,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum WeekDay {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// Which days are worked, and what becomes of a due date on another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WorkingDays {
    /// Days on which nobody works.
    pub holidays: Vec<Date>,
    /// Days of every week on which nobody works.
    pub weekend: Vec<WeekDay>,
    /// Where a due date goes that is one of them.
    pub rule: WorkingDayRule,
}

/// How many days in a row may be without work: a week and a long feast.
const MAX_MOVE: i32 = 31;

impl WorkingDays {
    /// Whether a day is worked.
    #[must_use]
    pub fn is_worked(&self, day: Date) -> bool {
        let weekday = WeekDay::from(day.weekday());
        !self.weekend.contains(&weekday) && !self.holidays.contains(&day)
    }

    /// Where a due date goes. None when no working day is within a month of it.
    #[must_use]
    pub fn adjust(&self, day: Date) -> Option<Date> {
        if self.rule == WorkingDayRule::Same || self.is_worked(day) {
            return Some(day);
        }
        match self.rule {
            WorkingDayRule::Same => Some(day),
            WorkingDayRule::Next => self.worked(day, 1),
            WorkingDayRule::Previous => self.worked(day, -1),
            WorkingDayRule::ModifiedFollowing => self
                .worked(day, 1)
                .filter(|next| next.month() == day.month())
                .or_else(|| self.worked(day, -1)),
        }
    }

    /// As [`Self::adjust`].
    ///
    /// # Errors
    /// [`TermsError::NoWorkingDay`] when none is within a month.
    pub(crate) fn due_on(&self, day: Date) -> Result<Date, TermsError> {
        self.adjust(day).ok_or(TermsError::NoWorkingDay(day))
    }

    /// The nearest working day in one direction.
    fn worked(&self, day: Date, step: i32) -> Option<Date> {
        (1..=MAX_MOVE)
            .filter_map(|count| day.checked_add((count * step).days()).ok())
            .find(|candidate| self.is_worked(*candidate))
    }
}

impl From<Weekday> for WeekDay {
    fn from(weekday: Weekday) -> Self {
        match weekday {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn moved(rule: WorkingDayRule, day: Date) -> Date {
        let holidays = vec![date(2024, 4, 1), date(2024, 12, 25)];
        let weekend = vec![WeekDay::Saturday, WeekDay::Sunday];
        WorkingDays { holidays, weekend, rule }.adjust(day).unwrap()
    }

    #[test]
    fn a_due_date_moves_to_a_working_day() {
        // Easter 2024: Sunday 31 March, Monday 1 April a holiday.
        let easter = date(2024, 3, 31);
        assert_eq!(moved(WorkingDayRule::Same, easter), easter);
        assert_eq!(moved(WorkingDayRule::Next, easter), date(2024, 4, 2));
        assert_eq!(moved(WorkingDayRule::Previous, easter), date(2024, 3, 29));
        // Tuesday would be in April.
        assert_eq!(moved(WorkingDayRule::ModifiedFollowing, easter), date(2024, 3, 29));
        assert_eq!(moved(WorkingDayRule::ModifiedFollowing, date(2024, 12, 25)), date(2024, 12, 26));
        assert_eq!(moved(WorkingDayRule::Next, date(2024, 4, 3)), date(2024, 4, 3));
    }

    #[test]
    fn a_week_without_work_has_nowhere_to_go() {
        use WeekDay::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        let weekend = vec![Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday];
        let days = WorkingDays { holidays: Vec::new(), weekend, rule: WorkingDayRule::Next };
        assert_eq!(days.adjust(date(2024, 4, 3)), None);
    }
}
