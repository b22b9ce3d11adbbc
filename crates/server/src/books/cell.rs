use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};

/// What stands in a column of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Integer,
    Day,
    Instant,
    /// An amount; the row names its currency.
    Amount,
}

/// A column of an export.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
}

/// One value of a row; none where there is nothing to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    None,
    Text(String),
    Integer(i64),
    Day(Date),
    Instant(Timestamp),
    /// Minor units and how many digits they have behind the point.
    Amount(i128, Currency),
}

pub(super) type Row = Vec<Cell>;

pub(super) const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind }
}

impl Cell {
    #[expect(clippy::needless_pass_by_value, reason = "called with what was made for it")]
    pub(super) fn text(text: impl ToString) -> Self {
        Self::Text(text.to_string())
    }

    pub(super) fn optional_text(text: Option<impl ToString>) -> Self {
        text.map_or(Self::None, Self::text)
    }

    pub(super) fn optional_day(day: Option<Date>) -> Self {
        day.map_or(Self::None, Self::Day)
    }
}

impl From<Money> for Cell {
    fn from(money: Money) -> Self {
        Self::Amount(money.minor().into(), money.currency())
    }
}
