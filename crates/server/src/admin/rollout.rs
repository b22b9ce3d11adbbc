use ident::LenderId;
use policy::PackDigest;
use serde_json::{Value, json};
use servicing::ApprovalWhy;

use super::restraint::approval_view;
use crate::restraint::{Question, stage};
use crate::{App, Problem};

impl App {
    pub(super) async fn list_rollouts(&self, lender: LenderId) -> Result<Value, Problem> {
        let lender = self.lender_of(lender).await?;
        let now = self.now_for(&lender).await?;
        let rows = self.store.rollouts(lender.id).await?;
        let view = |row: &store::rows::RolloutRow| {
            let digest = PackDigest(row.pack);
            let pack = self.packs.by_digest(&digest);
            json!({
                "pack": digest,
                "name": pack.map(|pack| pack.id.clone()),
                "version": pack.map(|pack| pack.version),
                "stage": stage(row, now).as_str(),
                "since": row.since,
                "phones": row.phones,
                "lifted": row.lifted,
                "cases": row.cases,
                "stopped_at": row.stopped_at,
            })
        };
        Ok(rows.iter().map(view).collect())
    }

    pub(super) async fn halt_rollout(&self, lender: LenderId, pack: PackDigest) -> Result<Value, Problem> {
        let lender = self.lender_of(lender).await?;
        if self.stop_rollout(&lender, &pack.0).await? {
            return Ok(json!({ "lender": lender.id, "pack": pack, "stopped": true }));
        }
        Err(Problem::conflict("not-running", "no rollout of this pack runs for the lender"))
    }

    pub(super) async fn ask_to_resume_rollout(
        &self,
        lender: LenderId,
        pack: PackDigest,
    ) -> Result<Value, Problem> {
        let lender = self.lender_of(lender).await?;
        let row = self.store.rollout(lender.id, &pack.0).await?;
        if row.is_none_or(|row| row.stopped_at.is_none()) {
            return Err(Problem::conflict("not-stopped", "no rollout of this pack has stopped"));
        }
        let (now, subject) = (self.now_for(&lender).await?, pack.to_string());
        let question = Question { why: ApprovalWhy::Rollout, subject: &subject, phones: 0 };
        Ok(approval_view(&self.ask(&lender, question, now).await?))
    }
}
