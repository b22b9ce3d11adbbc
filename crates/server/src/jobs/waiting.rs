use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::SignedDuration;
use store::StoreError;

use super::wake::wake_all;
use crate::restraint::Stopped;
use crate::{App, LenderContext};

/// What was due and could not act looks again after this long.
const RETRY: SignedDuration = SignedDuration::from_hours(1);
const PAGE: u32 = 512;

/// Wakes now what waits for people or payments and would look again within the hour.
pub(crate) async fn wake_waiting(app: &Arc<App>, lender: &LenderContext) -> Result<(), StoreError> {
    let now = app.now_for(lender).await?;
    let until = now.checked_add(RETRY).unwrap_or(now);
    // A contract that looks again moves behind where this is.
    let (mut after, mut seen, mut stopped) = (None, BTreeSet::new(), Stopped::new());
    loop {
        let mut due = app.store.due_contracts(lender.clock(), until, after, PAGE).await?;
        let Some(last) = due.last() else { return Ok(()) };
        after = last.next_action_at.map(|at| (at, last.id));
        due.retain(|row| row.lender == lender.id && seen.insert(row.id));
        wake_all(app, due, now, &mut stopped).await?;
    }
}
