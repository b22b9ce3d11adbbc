use jiff::civil::Date;
use store::StoreError;
use store::rows::ClosingRow;

use crate::{App, LenderContext, Problem, persist};

impl App {
    /// Ends a lender's period through a day that is over, for good. Nothing is closed over a fault: the whole
    /// chain is followed first.
    ///
    /// # Errors
    /// The day is not over, the books are closed through it already, or they have a fault.
    pub(crate) async fn close_books(
        &self,
        lender: &LenderContext,
        through: Date,
    ) -> Result<ClosingRow, Problem> {
        let now = self.now_for(lender).await?;
        let today = lender.day(now);
        if through >= today {
            let detail = format!("{through} is not over: close through a day before {today}");
            return Err(Problem::invalid("through", detail));
        }
        let report = self.verify_books(lender.id).await?;
        if let Some(fault) = report.faults.first() {
            tracing::error!(lender = %lender.id, %fault, "the books have a fault");
            return Err(Problem::conflict("books-faulty", fault.to_string()));
        }
        match self.store.close_books(lender.id, persist::epoch_day(through), now).await {
            Err(StoreError::Conflict) => {
                let head = self.store.book_head(lender.id).await?;
                let closed = head.closed_through.map_or(through, persist::day_from_epoch);
                let detail = format!("the books are closed through {closed}: close through a later day");
                Err(Problem::conflict("period-closed", detail))
            }
            done => Ok(done?),
        }
    }
}
