use serde::{Deserialize, Serialize};

/// How days and years are counted when interest is reckoned by days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum DayCount {
    /// A month has 30 days and a year 360.
    #[default]
    #[serde(rename = "30/360")]
    Thirty360,
    /// Days as they are over a year of 360.
    #[serde(rename = "actual/360")]
    Actual360,
    /// Days as they are over a year of 365.
    #[serde(rename = "actual/365")]
    Actual365,
    /// Days as they are over the year as it is; see [`Leap`].
    #[serde(rename = "actual/actual")]
    ActualActual,
}

/// When a year has 366 days under [`DayCount::ActualActual`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leap {
    /// In every leap year. A period across a year's end is split there and each part is over its own year.
    #[default]
    CalendarYear,
    /// Only in the period that contains 29 February.
    #[serde(rename = "feb_29_period")]
    Feb29Period,
}

/// What a period's interest is reckoned by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterestBasis {
    /// Every period bears the same share of the annual rate, whatever its days: a twelfth for a month.
    #[default]
    SameAsPeriod,
    /// By the [`DayCount`].
    Daily,
}
