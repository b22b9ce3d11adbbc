use data_encoding::HEXLOWER;
use jiff::Timestamp;
use serde_json::json;
use servicing::{Contract, Decision, RolloutOutcome, RolloutStage};
use store::rows::{RolloutPlace, RolloutRow, RolloutTold};
use store::{News, StoreError};

use crate::{App, LenderContext};

/// What a decision tells about the restrictions of its pack; `None` when nothing.
pub(crate) fn told(
    app: &App,
    lender: &LenderContext,
    before: &Contract,
    decision: &Decision,
    now: Timestamp,
) -> Option<RolloutTold> {
    let RolloutOutcome { lifted, case } = RolloutOutcome::of(before, &decision.events, now);
    (lifted || case).then_some(RolloutTold {
        pack: before.pack.digest.0,
        at: now,
        lifted,
        case,
        fewest_cases: RolloutOutcome::FEWEST_CASES,
        lifted_per_case: RolloutOutcome::LIFTED_PER_CASE,
        stopped: app.stop_news(lender, &before.pack.digest.0, Stopper::Itself, now),
    })
}

/// Who stopped a rollout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stopper {
    /// Too much was disputed or taken back.
    Itself,
    /// Somebody who runs the server.
    Person,
}

impl Stopper {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Itself => "itself",
            Self::Person => "person",
        }
    }
}

/// The stage a rollout is in, or was when it stopped.
pub(crate) fn stage(row: &RolloutRow, now: Timestamp) -> RolloutStage {
    RolloutStage::of(row.since, row.stopped_at.unwrap_or(now))
}

impl App {
    /// The place a rise needs in the rollout of its pack.
    pub(super) async fn rollout_place(
        &self,
        lender: &LenderContext,
        contract: &Contract,
        active: u64,
        now: Timestamp,
    ) -> Result<RolloutPlace, StoreError> {
        let pack = contract.pack.digest.0;
        let row = self.store.rollout(lender.id, &pack).await?;
        let stage = row.map_or(RolloutStage::First, |row| stage(&row, now));
        Ok(RolloutPlace { pack, most: stage.most(active) })
    }

    /// Stops a rollout; `false` if it does not run.
    pub(crate) async fn stop_rollout(
        &self,
        lender: &LenderContext,
        pack: &[u8; 32],
    ) -> Result<bool, StoreError> {
        let now = self.now_for(lender).await?;
        let news = self.stop_news(lender, pack, Stopper::Person, now);
        self.store.stop_rollout(lender.id, pack, now, news).await
    }

    fn stop_news(&self, lender: &LenderContext, pack: &[u8; 32], by: Stopper, now: Timestamp) -> News {
        let data = json!({ "pack": HEXLOWER.encode(pack), "by": by.as_str() });
        self.news(lender, "rollout.stopped", &data, now)
    }

    /// Lets a rollout go on in the stage in which it stopped, from its beginning.
    pub(super) async fn resume_rollout(
        &self,
        lender: &LenderContext,
        pack: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let bytes = HEXLOWER.decode(pack.as_bytes()).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        let bytes = bytes.ok_or_else(|| StoreError::Damaged(format!("a rollout of `{pack}`").into()))?;
        let Some(row) = self.store.rollout(lender.id, &bytes).await? else { return Ok(()) };
        let since = stage(&row, now).begun_at(now);
        let news = self.news(lender, "rollout.resumed", &json!({ "pack": pack }), now);
        self.store.resume_rollout(lender.id, &bytes, since, news).await.map(drop)
    }
}
