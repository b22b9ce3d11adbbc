use jiff::civil::Date;
use money::Money;
use serde::Serialize;

use super::DayRange;

/// Delinquency of one installment that is overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RowDelinquency {
    /// The installment.
    pub number: u16,
    /// What of it is unpaid.
    pub amount: Money,
    /// Days since its due date, less days of pauses; grace doesn't count.
    pub days: u32,
    /// Their range.
    pub bucket: Option<DayRange>,
}

/// Where an account stands in delinquency on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delinquency {
    /// Days since the oldest unpaid due date: neither grace nor pauses count.
    pub past_due_days: u32,
    /// Days after the grace, less days of pauses.
    pub delinquent_days: u32,
    /// The day from which delinquent days count: the oldest unpaid due date and the grace. `None` when nothing
    /// is overdue.
    pub since: Option<Date>,
    /// What is overdue.
    pub amount: Money,
    /// The range of the delinquent days.
    pub bucket: Option<DayRange>,
    /// Overdue installments, oldest first; none while there is no delinquent day.
    pub rows: Vec<RowDelinquency>,
    /// Whether a pause runs.
    pub paused: bool,
}
