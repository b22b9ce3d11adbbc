use std::fmt;

use crate::field::Field;

/// A fault in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which record, from 1.
    pub record: u64,
    /// The field's number and name; `None` when it is about the whole record.
    pub field: Option<(&'static str, &'static str)>,
    /// The positions of its first and last character, from 1.
    pub positions: (usize, usize),
    /// What stands there.
    pub found: String,
    /// What would be right.
    pub right: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "record {}, ", self.record)?;
        if let Some((number, name)) = self.field {
            write!(f, "field {number} ({name}), ")?;
        }
        let (first, last) = self.positions;
        if first == last {
            write!(f, "position {first}: ")?;
        } else {
            write!(f, "positions {first}-{last}: ")?;
        }
        write!(f, "{}; {}", self.found, self.right)
    }
}

/// Which record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place(pub(super) u64);

impl Place {
    pub(super) fn whole(self, found: &str, right: &str) -> Fault {
        Fault {
            record: self.0,
            field: None,
            positions: (1, crate::RECORD_LENGTH),
            found: found.to_owned(),
            right: right.to_owned(),
        }
    }

    /// A fault of one field with its value.
    pub(super) fn of(self, field: &Field, value: &str, right: &str) -> Fault {
        Fault {
            record: self.0,
            field: Some((field.number, field.name)),
            positions: (field.start, field.end()),
            found: format!("`{value}`"),
            right: right.to_owned(),
        }
    }
}

/// What stands in a field.
pub(super) fn value<'a>(text: &'a str, field: &Field) -> &'a str {
    text.get(field.start - 1..field.end()).unwrap_or_default()
}
