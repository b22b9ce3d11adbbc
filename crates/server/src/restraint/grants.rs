use jiff::Timestamp;
use servicing::ApprovalWhy;
use store::StoreError;
use store::rows::{ApprovalRow, ApprovalState, GrantRow};

use super::ask::OF_INSTALLATION;
use crate::{App, LenderContext};

/// Granted requests looked at; one is granted an hour, or few.
const MOST: u32 = 20;

/// What two people approved and is not used up.
#[derive(Debug)]
pub(super) struct Grants(Vec<ApprovalRow>);

impl Grants {
    /// How many places: of those that reach beyond the installation's budget too, or of the others.
    pub(super) fn places(&self, of_installation: bool) -> u64 {
        let rows = self.0.iter().filter(|row| reaches_installation(row) == of_installation);
        rows.map(|row| row.phones - row.used).sum()
    }

    /// Where the next place is taken: where it takes the installation's least.
    pub(super) fn next(&self) -> Option<GrantRow> {
        let row = self.0.iter().max_by_key(|row| reaches_installation(row))?;
        Some(GrantRow { approval: row.id, of_installation: reaches_installation(row) })
    }
}

fn reaches_installation(row: &ApprovalRow) -> bool {
    row.subject == OF_INSTALLATION
}

impl App {
    pub(super) async fn grants(&self, lender: &LenderContext, now: Timestamp) -> Result<Grants, StoreError> {
        let mut rows = self.store.approvals(lender.id, ApprovalState::Granted, MOST).await?;
        rows.retain(|row| {
            row.why == ApprovalWhy::Budget.as_str()
                && row.used < row.phones
                && row.granted_until.is_some_and(|until| until > now)
        });
        Ok(Grants(rows))
    }
}
