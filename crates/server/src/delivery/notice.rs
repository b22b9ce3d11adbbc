use store::rows::OutboxRow;

use super::outbox::Tried;
use super::sandbox;
use crate::{App, ExecuteError};

/// A notice by message. A live lender sends it itself: the webhook `notice.issued` asks for it, and the lender
/// reports the delivery. A test lender's arrives at once, normally with the very wake that issued it; this
/// repairs what a crash left undone.
pub(super) async fn deliver(app: &App, row: &OutboxRow) -> Tried {
    match deliver_to_test_lender(app, row).await {
        Ok(()) => Tried::Done,
        Err(error) => Tried::Failed(error.to_string()),
    }
}

async fn deliver_to_test_lender(app: &App, row: &OutboxRow) -> Result<(), ExecuteError> {
    let (Some(lender), Some(contract)) = (app.lender(row.lender).await?, row.contract) else { return Ok(()) };
    if !lender.is_test() {
        return Ok(());
    }
    let _held = app.close.hold(lender.id).await;
    if let Some(contract) = app.contract_of(lender.id, contract).await? {
        sandbox::deliver_sandbox(app, &lender, &contract).await?;
    }
    Ok(())
}
