use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use money::{Money, MoneyError};

use super::LoanAccount;
use crate::calendar::days_between;
use crate::{Delinquency, Row, RowDelinquency, TransactionKind};

impl LoanAccount {
    /// Where the account stands in delinquency on a day.
    #[must_use]
    pub fn delinquency(&self, today: Date) -> Delinquency {
        let report = self.report(today);
        debug_assert!(report.is_ok(), "amounts of a checked account: {report:?}");
        report.unwrap_or(Delinquency {
            past_due_days: 0,
            delinquent_days: 0,
            since: None,
            amount: self.zero(),
            bucket: None,
            rows: Vec::new(),
            paused: false,
        })
    }

    /// Days after the oldest unpaid due date and the grace, less days of pauses.
    #[must_use]
    pub fn delinquent_days(&self, today: Date) -> u32 {
        self.delinquency(today).delinquent_days
    }

    /// The due date with which the delinquency that still runs began, or that a change of the plan ended and no
    /// payment did. A re-age doesn't erase it.
    #[must_use]
    pub fn first_delinquent_on(&self, today: Date) -> Option<Date> {
        let overdue = self.oldest_unpaid_due_on().filter(|due_on| *due_on < today);
        self.book.first_delinquent_on.or(overdue)
    }

    fn report(&self, today: Date) -> Result<Delinquency, MoneyError> {
        let (unpaid_since, amount) = self.overdue_since(today)?;
        let past_due_days = unpaid_since.map_or(0, |since| days(since, today));
        let rules = &self.rules.delinquency;
        let grace = Span::new().days(i64::from(rules.grace_days()));
        let since = unpaid_since.map(|since| since.saturating_add(grace));
        let delinquent_days = since.map_or(0, |since| self.counted(since, today));
        let pause = self.pauses.iter().find(|pause| pause.is_active(today));
        // While a pause runs, the class stays as it was; a transaction classifies anew.
        let classified = pause.map_or(today, |pause| self.last_entry(pause.from, today));
        let classified_days = since.map_or(0, |since| self.counted(since, classified));
        let rows = if delinquent_days == 0 { Vec::new() } else { self.overdue_rows(classified)? };
        Ok(Delinquency {
            past_due_days,
            delinquent_days,
            since,
            amount,
            bucket: rules.bucket(classified_days),
            rows,
            paused: pause.is_some(),
        })
    }

    /// The last day through `today` on which something was entered since `from`; else the day before `from`.
    fn last_entry(&self, from: Date, today: Date) -> Date {
        let entered = self.transactions.iter().map(|transaction| transaction.booked_on);
        let last = entered.filter(|day| from <= *day && *day <= today).max();
        last.unwrap_or(from.saturating_sub(1.day()))
    }

    fn overdue_rows(&self, today: Date) -> Result<Vec<RowDelinquency>, MoneyError> {
        let overdue = self.book.unpaid().filter(|row| row.due_on < today);
        let counted = overdue.map(|row| (row, self.counted(row.due_on, today))).filter(|(_, days)| *days > 0);
        counted
            .map(|(row, days)| {
                let bucket = self.rules.delinquency.bucket(days);
                Ok(RowDelinquency { number: row.number, amount: row.outstanding()?.total()?, days, bucket })
            })
            .collect()
    }

    /// Days from one day to another that no pause takes away.
    fn counted(&self, from: Date, today: Date) -> u32 {
        let paused: i64 = self.pauses.iter().map(|pause| pause.days_within(from, today)).sum();
        u32::try_from(days_between(from, today) - paused).unwrap_or(0)
    }

    /// The day since which something is overdue, and how much is. A chargeback of what had been paid of an
    /// installment counts from its own day, even while the installment isn't due.
    fn overdue_since(&self, today: Date) -> Result<(Option<Date>, Money), MoneyError> {
        let (mut since, mut amount) = (None, self.zero());
        let (mut oldest, mut coming) = (true, true);
        for row in self.book.unpaid() {
            if row.due_on < today {
                amount = amount.plus(row.outstanding()?.total()?)?;
                if std::mem::take(&mut oldest) {
                    let last = self.rows().last().is_some_and(|last| last.number == row.number);
                    let through = if last { row.due_on.saturating_add(1.day()) } else { row.due_on };
                    since = Some(self.charged_back(row, through)?.map_or(row.due_on, |(day, _)| day));
                }
            } else if std::mem::take(&mut coming)
                && let Some((day, lacking)) = self.charged_back(row, row.due_on.min(today))?
            {
                amount = amount.plus(lacking)?;
                since = since.or(Some(day));
            }
        }
        Ok((since, amount))
    }

    /// The day on which chargebacks in a row's period, before a day, exceeded what was paid of it, and by how
    /// much they do in all.
    fn charged_back(&self, row: &Row, before: Date) -> Result<Option<(Date, Money)>, MoneyError> {
        if row.credited.is_zero() {
            return Ok(None);
        }
        let mut paid = row.paid.total()?;
        let mut found = None;
        for transaction in self.live().filter(|t| t.kind() == TransactionKind::Chargeback) {
            if row.from <= transaction.value_on && transaction.value_on < before {
                paid = paid.minus(transaction.body.amount().unwrap_or(self.zero()))?;
                if paid.is_negative() {
                    found = found.or(Some(transaction.value_on));
                }
            }
        }
        Ok(found.map(|day| (day, self.zero().minus(paid).unwrap_or(self.zero()))))
    }
}

fn days(from: Date, to: Date) -> u32 {
    u32::try_from(days_between(from, to)).unwrap_or(0)
}
