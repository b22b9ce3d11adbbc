use jiff::civil::{Date, DateTime};
use money::Money;

use crate::field::{Field, Kind};

/// How many characters a record has, its end of line apart.
pub const RECORD_LENGTH: usize = 426;

/// The largest number of a field of nine digits, which stands for everything above it too.
const MOST: i64 = 999_999_999;

/// A record: 426 characters of ASCII.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record([u8; RECORD_LENGTH]);

impl Record {
    /// Blank, with zeros where digits stand.
    pub(crate) fn of(fields: &[Field]) -> Self {
        let mut record = Self([b' '; RECORD_LENGTH]);
        for field in fields {
            if matches!(field.kind, Kind::Number | Kind::Date | Kind::Instant) {
                record.put(field, &"0".repeat(field.length));
            }
        }
        record
    }

    /// The characters, without an end of line.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// To the left of the field, blanks behind; what does not fit is cut off, as the format wants it.
    pub(crate) fn put(&mut self, field: &Field, text: &str) {
        let places = self.0.iter_mut().skip(field.start - 1).take(field.length);
        let characters = text.bytes().chain(std::iter::repeat(b' '));
        for (place, character) in places.zip(characters) {
            *place = character;
        }
    }

    /// To the right of the field, zeros before.
    pub(crate) fn put_number(&mut self, field: &Field, number: i64) {
        let width = field.length;
        self.put(field, &format!("{:0width$}", number.clamp(0, MOST)));
    }

    /// Whole dollars; cents are cut off, and less than nothing is zero.
    pub(crate) fn put_dollars(&mut self, field: &Field, amount: Money) {
        self.put_number(field, amount.minor() / 100);
    }

    pub(crate) fn put_day(&mut self, field: &Field, day: Option<Date>) {
        if let Some(day) = day {
            self.put(field, &format!("{:02}{:02}{:04}", day.month(), day.day(), day.year()));
        }
    }

    pub(crate) fn put_instant(&mut self, field: &Field, at: DateTime) {
        let day = at.date();
        let text = format!(
            "{:02}{:02}{:04}{:02}{:02}{:02}",
            day.month(),
            day.day(),
            day.year(),
            at.hour(),
            at.minute(),
            at.second()
        );
        self.put(field, &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{base_fields, header_fields, trailer_fields};

    #[test]
    fn the_tables_have_no_gap_and_no_overlap() {
        for table in [base_fields::BASE.to_vec(), header_fields::HEADER.to_vec(), trailer_fields::trailer()] {
            let mut next = 1;
            for field in table {
                assert_eq!(field.start, next, "{}", field.name);
                next += field.length;
                for value in field.allowed {
                    assert!(value.is_empty() || value.len() == field.length, "{} {value}", field.name);
                }
            }
            assert_eq!(next, RECORD_LENGTH + 1);
        }
    }

    #[test]
    fn numbers_stand_to_the_right_and_stop_at_nine_nines() {
        let mut record = Record::of(base_fields::BASE);
        let read = |record: &Record| String::from_utf8(record.as_bytes()[154..163].to_vec()).unwrap();
        for (number, text) in
            [(0, "000000000"), (75, "000000075"), (-1, "000000000"), (i64::MAX, "999999999")]
        {
            record.put_number(&base_fields::BALANCE, number);
            assert_eq!(read(&record), text);
        }
        let amount = Money::from_minor(18_099, "USD".parse().unwrap()).unwrap();
        record.put_dollars(&base_fields::BALANCE, amount);
        assert_eq!(read(&record), "000000180");
    }
}
