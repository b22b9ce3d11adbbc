use serde_json::json;
use servicing::ApprovalWhy;
use store::StoreError;
use store::rows::{ApprovalRow, FreezeRow};

use super::ask::{OF_LENDER, Question};
use crate::{App, LenderContext};

impl App {
    /// From the next commit on no restriction of the lender goes further or lasts longer; `false` if that was so
    /// already. What is in force ends with its warrant.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn freeze(&self, lender: &LenderContext, reason: &str) -> Result<bool, StoreError> {
        let now = self.now_for(lender).await?;
        let row = FreezeRow { lender: lender.id, since: self.wall_now(), reason: reason.to_owned() };
        let news = self.news(lender, "lender.frozen", &json!({ "reason": reason }), now);
        let is_new = self.store.freeze(row, news).await?;
        if is_new {
            self.outbox_hint.notify_waiters();
            tracing::warn!(lender = %lender.id, "a lender is frozen");
        }
        Ok(is_new)
    }

    /// Asks two people to let a frozen lender restrict again; `None` if it is not frozen.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask_to_thaw(&self, lender: &LenderContext) -> Result<Option<ApprovalRow>, StoreError> {
        if self.store.frozen(lender.id).await?.is_none() {
            return Ok(None);
        }
        let now = self.now_for(lender).await?;
        let question = Question { why: ApprovalWhy::Thaw, subject: OF_LENDER, phones: 0 };
        self.ask(lender, question, now).await.map(Some)
    }

    pub(super) async fn thaw(&self, lender: &LenderContext) -> Result<bool, StoreError> {
        let now = self.now_for(lender).await?;
        let news = self.news(lender, "lender.thawed", &json!({}), now);
        let thawed = self.store.thaw(lender.id, news).await?;
        self.outbox_hint.notify_waiters();
        tracing::warn!(lender = %lender.id, thawed, "a lender may restrict again");
        Ok(thawed)
    }
}
