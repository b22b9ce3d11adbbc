/// What stands in a field, and how it is filled up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, digits and signs, to the left, blanks behind.
    Text,
    /// Digits, to the right, zeros before.
    Number,
    /// A day as `MMDDYYYY`, zeros for none.
    Date,
    /// An instant as `MMDDYYYYHHMMSS`, zeros for none.
    Instant,
    /// The payment history profile, one code a month.
    Profile,
    /// Nothing but blanks.
    Reserved,
}

/// One field of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    /// The format's number for it.
    pub(crate) number: &'static str,
    pub(crate) name: &'static str,
    /// The position of its first character, from 1.
    pub(crate) start: usize,
    pub(crate) length: usize,
    pub(crate) kind: Kind,
    /// Whether it must not be empty: blanks, or zeros where digits stand.
    pub(crate) is_needed: bool,
    /// The only values there are; any when empty.
    pub(crate) allowed: &'static [&'static str],
}

impl Field {
    pub(crate) const fn new(
        number: &'static str,
        name: &'static str,
        start: usize,
        length: usize,
        kind: Kind,
    ) -> Self {
        Self { number, name, start, length, kind, is_needed: false, allowed: &[] }
    }

    pub(crate) const fn needed(self) -> Self {
        Self { is_needed: true, ..self }
    }

    pub(crate) const fn one_of(self, allowed: &'static [&'static str]) -> Self {
        Self { allowed, ..self }
    }

    /// The position of its last character.
    pub(crate) const fn end(&self) -> usize {
        self.start + self.length - 1
    }
}
