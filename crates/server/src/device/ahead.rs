use servicing::Command;

use super::session::Session;
use crate::{App, ExecuteError, LenderContext};

/// A device says that it knows a higher standing than was issued here: counted, and put on its contract's timeline.
/// Whatever comes of that, the device gets its answer.
pub(super) async fn note(app: &App, lender: &LenderContext, session: &Session, known_seq: u64) {
    app.device.counters.ahead.inc();
    if let Err(error) = record(app, lender, session, known_seq).await {
        tracing::warn!(contract = %session.contract, %error, "that a phone is ahead could not be kept");
    }
}

async fn record(
    app: &App,
    lender: &LenderContext,
    session: &Session,
    known_seq: u64,
) -> Result<(), ExecuteError> {
    let contract = app.contract_of(lender.id, session.contract).await?.ok_or(ExecuteError::NotFound)?;
    let restriction = &contract.restriction;
    let standing_seq = restriction.standing_seq;
    // A payment in this very moment may have issued what the phone knows; and once is enough.
    if known_seq <= standing_seq || restriction.ahead_of == Some(standing_seq) {
        return Ok(());
    }
    let (device, contract) = (session.device, session.contract);
    tracing::warn!(%device, %contract, known_seq, standing_seq, "a phone knows a standing never issued here");
    app.execute(lender, contract, Command::DeviceAhead { known_seq }, &|_, _| ()).await.map(drop)
}
