//! Each field alone: kind, need, allowed values.

use jiff::civil::Date;

use super::fault::{Fault, Place, value};
use crate::field::{Field, Kind};
use crate::history::CODES;

pub(super) fn faults(table: &[Field], text: &str, place: Place) -> Vec<Fault> {
    let wrong = |field: &Field| {
        let value = value(text, field);
        fault(field, value).map(|right| place.of(field, value, &right))
    };
    table.iter().filter_map(wrong).collect()
}

/// What would be right, if the value isn't.
fn fault(field: &Field, value: &str) -> Option<String> {
    let stated = value.trim_end();
    if field.is_needed && is_empty(field.kind, stated) {
        return Some("this field must be filled in".to_owned());
    }
    if !field.allowed.is_empty() && !field.allowed.contains(&stated) {
        return Some(one_of(field));
    }
    let is_digits = value.bytes().all(|digit| digit.is_ascii_digit());
    match field.kind {
        Kind::Number if !is_digits => {
            Some(format!("write {} digits, to the right, zeros before", field.length))
        }
        Kind::Date if !is_digits || !is_day(value) => {
            Some("write a day as MMDDYYYY, or zeros for none".to_owned())
        }
        Kind::Instant if !is_digits || !is_instant(value) => {
            Some("write an instant as MMDDYYYYHHMMSS, or zeros for none".to_owned())
        }
        Kind::Profile if !value.chars().all(|code| CODES.contains(code)) => {
            Some(format!("write 24 codes of {CODES}, the month before first"))
        }
        Kind::Text if value.starts_with(' ') && !stated.is_empty() => {
            Some("write to the left, blanks behind".to_owned())
        }
        Kind::Text if value.bytes().any(|letter| letter.is_ascii_lowercase()) => {
            Some("write capital letters".to_owned())
        }
        Kind::Reserved if !stated.is_empty() => Some("leave this field blank".to_owned()),
        _ => None,
    }
}

fn is_empty(kind: Kind, stated: &str) -> bool {
    let is_zero =
        matches!(kind, Kind::Number | Kind::Date | Kind::Instant) && stated.bytes().all(|b| b == b'0');
    stated.is_empty() || is_zero
}

fn one_of(field: &Field) -> String {
    let words: Vec<&str> =
        field.allowed.iter().map(|value| if value.is_empty() { "blank" } else { value }).collect();
    match words.as_slice() {
        [only] => format!("write {only}"),
        words => format!("write one of {}", words.join(", ")),
    }
}

/// The day of `MMDDYYYY`; `None` for zeros and for what is no day.
pub(super) fn day(value: &str) -> Option<Date> {
    let part = |from: usize, to: usize| value.get(from..to).and_then(|digits| digits.parse::<i16>().ok());
    let (month, day) = (i8::try_from(part(0, 2)?).ok()?, i8::try_from(part(2, 4)?).ok()?);
    Date::new(part(4, 8)?, month, day).ok()
}

fn is_day(value: &str) -> bool {
    value.bytes().all(|digit| digit == b'0') || day(value).is_some_and(|day| day.year() >= 1880)
}

fn is_instant(value: &str) -> bool {
    let below = |from: usize, most: u8| {
        value.get(from..from + 2).and_then(|digits| digits.parse::<u8>().ok()).is_some_and(|it| it < most)
    };
    value.get(..8).is_some_and(is_day) && below(8, 24) && below(10, 60) && below(12, 60)
}
