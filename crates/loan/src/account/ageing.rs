use jiff::civil::Date;
use money::Money;

use super::LoanAccount;
use crate::calendar::days_between;
use crate::{Bucket, DaysPastDue, Row};

impl LoanAccount {
    /// What is unpaid of installments due before `today`. An installment is in time through its due date.
    #[must_use]
    pub fn overdue(&self, today: Date) -> Money {
        self.unpaid_where(|due_on| due_on < today)
    }

    /// What is unpaid of installments due on or before `day`.
    #[must_use]
    pub fn due_by(&self, day: Date) -> Money {
        self.unpaid_where(|due_on| due_on <= day)
    }

    /// The due date of the oldest installment that isn't fully paid; `None` when all are.
    #[must_use]
    pub fn oldest_unpaid_due_on(&self) -> Option<Date> {
        self.unpaid().next().map(|row| row.due_on)
    }

    /// The last day on which the borrower is in time without paying more: the oldest unpaid due date.
    /// `None` when everything is paid, which no day ends.
    #[must_use]
    pub fn paid_through(&self) -> Option<Date> {
        self.oldest_unpaid_due_on()
    }

    /// The due date of the first installment that isn't fully paid and falls due on or after `after`;
    /// overdue installments before that day are passed over. `None` when there is none.
    #[must_use]
    pub fn next_due_on(&self, after: Date) -> Option<Date> {
        self.unpaid().map(|row| row.due_on).find(|due_on| *due_on >= after)
    }

    /// Days from the oldest unpaid due date to `today`; 0 on that date, before it, and when all is paid.
    /// Neither grace nor pauses count; see the delinquency rules.
    #[must_use]
    pub fn days_past_due(&self, today: Date) -> DaysPastDue {
        let days = self.oldest_unpaid_due_on().map_or(0, |due_on| days_between(due_on, today));
        DaysPastDue(u32::try_from(days).unwrap_or(0))
    }

    /// The delinquency bucket as of `today`.
    #[must_use]
    pub fn bucket(&self, today: Date) -> Bucket {
        self.days_past_due(today).bucket()
    }

    fn unpaid_where(&self, wanted: impl Fn(Date) -> bool) -> Money {
        let mut rows = self.unpaid().filter(|row| wanted(row.due_on)).map(Row::outstanding);
        self.checked(rows.try_fold(self.zero(), |sum, owed| sum.plus(owed?.total()?)))
    }

    /// The rows of which something is owed, oldest first.
    fn unpaid(&self) -> impl Iterator<Item = &Row> {
        self.book.unpaid()
    }
}
