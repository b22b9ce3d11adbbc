use std::cmp::Reverse;

use jiff::civil::Date;
use servicing::Contract;

use super::super::words;
use super::line::Line;

/// What happened on one of the contract's calendar days.
pub(super) struct Day {
    /// `2026-01-31`.
    pub(super) iso: String,
    /// `Saturday, Jan 31, 2026`.
    pub(super) label: String,
    /// Newest first.
    pub(super) entries: Vec<Entry>,
}

/// A line with its time of day.
pub(super) struct Entry {
    /// RFC 3339.
    pub(super) iso: String,
    /// `14:05`, in the contract's time zone.
    pub(super) time: String,
    /// The rest.
    pub(super) line: Line,
}

/// Newest first, by the days of the contract's time zone.
pub(super) fn group(mut lines: Vec<Line>, contract: &Contract) -> Vec<Day> {
    lines.sort_by_key(|line| Reverse((line.at, line.order)));
    let mut days: Vec<(Date, Day)> = Vec::new();
    for line in lines {
        let local = contract.local(line.at);
        let date = local.date();
        if days.last().is_none_or(|(last, _)| *last != date) {
            let day = Day { iso: date.to_string(), label: words::long_day(date), entries: Vec::new() };
            days.push((date, day));
        }
        let entry = Entry { iso: line.at.to_string(), time: local.strftime("%H:%M").to_string(), line };
        if let Some((_, day)) = days.last_mut() {
            day.entries.push(entry);
        }
    }
    days.into_iter().map(|(_, day)| day).collect()
}
