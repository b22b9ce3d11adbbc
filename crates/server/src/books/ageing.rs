use std::collections::BTreeMap;

use ident::PaymentId;
use store::rows::PaymentFilter;
use store::{Page, StoreError};

use crate::{App, LenderContext, persist};

/// For how many days money has been waiting for its contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SuspenseAge {
    /// Up to a week.
    Days0To7,
    /// Up to a month.
    Days8To30,
    /// Up to a quarter.
    Days31To90,
    /// Longer.
    Over90,
}

/// What has waited for so long, by age and currency.
pub(crate) type SuspenseAgeing = BTreeMap<(SuspenseAge, String), SuspenseSum>;

/// Money that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct SuspenseSum {
    /// How many payments.
    pub(crate) payments: u64,
    /// Their sum in minor units.
    pub(crate) minor: i128,
}

impl SuspenseAge {
    /// All ages, youngest first.
    pub(crate) const ALL: [Self; 4] = [Self::Days0To7, Self::Days8To30, Self::Days31To90, Self::Over90];

    /// The age of what came so many days ago.
    pub(crate) const fn of(days: i32) -> Self {
        match days {
            ..=7 => Self::Days0To7,
            8..=30 => Self::Days8To30,
            31..=90 => Self::Days31To90,
            _ => Self::Over90,
        }
    }

    /// As the API and pages say it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Days0To7 => "0-7",
            Self::Days8To30 => "8-30",
            Self::Days31To90 => "31-90",
            Self::Over90 => ">90",
        }
    }
}

impl App {
    /// How long the money in suspense has been waiting, counted from the lender's day on which it came.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn suspense_ageing(&self, lender: &LenderContext) -> Result<SuspenseAgeing, StoreError> {
        let today = persist::epoch_day(lender.day(self.now_for(lender).await?));
        let filter = PaymentFilter { status: Some("suspense".to_owned()), ..PaymentFilter::default() };
        let mut ageing = SuspenseAgeing::new();
        let mut page = Page::<PaymentId>::first(1000);
        loop {
            let rows = self.store.payments(lender.id, filter.clone(), page).await?;
            let Some(last) = rows.last() else { return Ok(ageing) };
            page.after = Some(last.id);
            for row in rows.into_iter().filter(|row| row.kind == "payment") {
                let days = today - persist::epoch_day(lender.day(row.received_at));
                let sum = ageing.entry((SuspenseAge::of(days), row.currency)).or_default();
                sum.payments += 1;
                sum.minor += i128::from(row.minor);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_meet() {
        let edges = [-1, 0, 7, 8, 30, 31, 90, 91, i32::MAX].map(|days| SuspenseAge::of(days).as_str());
        assert_eq!(edges, ["0-7", "0-7", "0-7", "8-30", "8-30", "31-90", "31-90", ">90", ">90"]);
    }
}
