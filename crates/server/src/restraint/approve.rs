use std::sync::Arc;

use ident::ApprovalId;
use jiff::Timestamp;
use serde_json::json;
use servicing::{ApprovalRefusal, ApprovalRequest, ApprovalWhy, Approver};
use store::rows::{ApprovalRow, ApprovalState, OperatorRow};
use store::{News, StoreError};

use super::ask::{Asked, OF_INSTALLATION};
use crate::{App, LenderContext, Problem, jobs};

const TRIES: u32 = 8;

/// Why an approval did not count. Nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum ApproveError {
    /// No such request, or one that this operator does not see (invariant I10).
    #[error("there is no such approval request")]
    NotFound,
    /// It is about all lenders.
    #[error("this takes operators of the installation, as it is about the budget of all lenders")]
    OfInstallation,
    /// The rules don't allow it.
    #[error(transparent)]
    Refused(#[from] ApprovalRefusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl App {
    /// One operator's yes, who has proved to be the operator. The second one from another person grants what was
    /// asked, for an hour. `through`: of a stale feed, up to when payments are complete.
    ///
    /// # Errors
    /// [`ApproveError`].
    pub async fn approve(
        self: &Arc<Self>,
        request: ApprovalId,
        operator: &OperatorRow,
        through: Option<Timestamp>,
    ) -> Result<ApprovalRow, ApproveError> {
        for _ in 0..TRIES {
            match self.try_to_approve(request, operator, through).await {
                // Someone else answered, or more phones were counted, at the same time.
                Err(ApproveError::Store(StoreError::Conflict)) => {}
                done => return done,
            }
        }
        Err(StoreError::Conflict.into())
    }

    async fn try_to_approve(
        self: &Arc<Self>,
        request: ApprovalId,
        operator: &OperatorRow,
        through: Option<Timestamp>,
    ) -> Result<ApprovalRow, ApproveError> {
        let row = self.store.approval(request).await?.ok_or(ApproveError::NotFound)?;
        if operator.lender.is_some_and(|own| own != row.lender) {
            return Err(ApproveError::NotFound);
        }
        if row.subject == OF_INSTALLATION && operator.lender.is_some() {
            return Err(ApproveError::OfInstallation);
        }
        if row.state != ApprovalState::Open {
            return Err(ApprovalRefusal::Over.into());
        }
        let lender = self.lender(row.lender).await?.ok_or(ApproveError::NotFound)?;
        let now = self.now_for(&lender).await?;
        let latest = self.latest_watermark(&lender, now).await?;
        let mut asked = Asked::read(row)?;
        let mut request = asked.request()?;
        request.approve(approver(operator), through, latest, self.wall_now())?;
        asked.content.given.clone_from(&request.given);
        if !request.is_granted() {
            let next = asked.next(ApprovalState::Open)?;
            self.store.put_approval(next.clone(), News::default()).await?;
            return Ok(next);
        }
        self.grant(&lender, asked, request.why, now).await
    }

    /// Does what two people approved.
    async fn grant(
        self: &Arc<Self>,
        lender: &LenderContext,
        mut asked: Asked,
        why: ApprovalWhy,
        now: Timestamp,
    ) -> Result<ApprovalRow, ApproveError> {
        let through = asked.content.given.first().and_then(|given| given.through);
        let data = json!({ "approval": asked.row.id, "why": why.as_str(), "phones": asked.row.phones });
        // What takes effect here is done, but for places to be taken within the hour.
        let state = if why == ApprovalWhy::Budget { ApprovalState::Granted } else { ApprovalState::Ended };
        asked.row.granted_until = now.checked_add(ApprovalRequest::GRANTED_FOR).ok();
        let granted = asked.next(state)?;
        let news = self.news(lender, "approval.granted", &data, now);
        self.store.put_approval(granted.clone(), news).await?;
        self.outbox_hint.notify_waiters();
        self.metrics.restraint.granted.get_or_create(&crate::label(why.as_str())).inc();
        tracing::warn!(lender = %lender.id, request = %granted.id, why = why.as_str(), "two people approved");
        match why {
            ApprovalWhy::StaleFeed => self.advance_feeds(lender, through.unwrap_or(Timestamp::MIN)).await?,
            ApprovalWhy::Thaw => drop(self.thaw(lender).await?),
            ApprovalWhy::Rollout => self.resume_rollout(lender, &granted.subject, now).await?,
            ApprovalWhy::Budget => {}
        }
        // Those that wait look again by themselves within the hour; that may be too late for it.
        jobs::wake_waiting(self, lender).await?;
        Ok(granted)
    }
}

fn approver(operator: &OperatorRow) -> Approver {
    Approver {
        operator: operator.id,
        made_at: crate::clock::made_at(operator.id.unix_millis()),
        is_disabled: operator.disabled_at.is_some(),
    }
}

impl From<ApproveError> for Problem {
    fn from(error: ApproveError) -> Self {
        match error {
            ApproveError::NotFound => Self::not_found("approval request"),
            ApproveError::OfInstallation => Self::forbidden(error.to_string()),
            ApproveError::Refused(refusal) => Self::conflict("approval-refused", refusal.to_string()),
            ApproveError::Store(error) => error.into(),
        }
    }
}
