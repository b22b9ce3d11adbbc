use jiff::Timestamp;
use policy::PackDigest;
use servicing::RolloutStage;
use store::StoreError;
use store::rows::RolloutRow;

use super::super::words;
use crate::{App, LenderContext, restraint};

/// How far a policy pack has come with a lender's phones.
pub(super) struct RolloutLine {
    pub(super) pack: String,
    pub(super) tone: &'static str,
    pub(super) stage: &'static str,
    pub(super) phones: u64,
    /// What came of what was lifted.
    pub(super) outcome: String,
    pub(super) stopped: Option<String>,
}

/// Every pack under which the lender has restricted a phone; those that stopped first.
pub(super) async fn rollouts(
    app: &App,
    lender: &LenderContext,
    now: Timestamp,
) -> Result<Vec<RolloutLine>, StoreError> {
    let mut rows = app.store.rollouts(lender.id).await?;
    rows.sort_by_key(|row| row.stopped_at.is_none());
    Ok(rows.iter().map(|row| line(app, row, now)).collect())
}

/// A pack's name and version; its digest when its file was taken away.
pub(super) fn pack_name(app: &App, digest: [u8; 32]) -> String {
    let digest = PackDigest(digest);
    app.packs
        .by_digest(&digest)
        .map_or_else(|| digest.to_string(), |pack| format!("{}, version {}", pack.id, pack.version))
}

fn line(app: &App, row: &RolloutRow, now: Timestamp) -> RolloutLine {
    let (tone, stage) = match (row.stopped_at, restraint::stage(row, now)) {
        (Some(_), _) => ("lock", "Stopped"),
        (None, RolloutStage::First) => ("remind", "First phones"),
        (None, RolloutStage::OnePercent) => ("remind", "1 %"),
        (None, RolloutStage::TenPercent) => ("remind", "10 %"),
        (None, RolloutStage::All) => ("free", "All phones"),
    };
    RolloutLine {
        pack: pack_name(app, row.pack),
        tone,
        stage,
        phones: row.phones,
        outcome: format!("{} of {} lifted", row.cases, row.lifted),
        stopped: row.stopped_at.map(|at| words::ago(at, now)),
    }
}
