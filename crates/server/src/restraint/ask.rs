use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;
use servicing::{Approval, ApprovalRequest, ApprovalWhy};
use store::rows::{ApprovalRow, ApprovalState, EventRow};
use store::{News, StoreError};

use crate::{App, LenderContext, persist};

/// A question about the lender's own hour.
pub(super) const OF_LENDER: &str = "lender";
/// A question about the hour of all live lenders: only operators of the installation can answer it.
pub(super) const OF_INSTALLATION: &str = "installation";
/// Open requests of one lender looked at; there is one about each thing.
const MOST: u32 = 20;
/// Contracts that wait look again after an hour, so those of the last hour are all that wait.
const COUNTED_FOR: SignedDuration = SignedDuration::from_hours(1);
const TRIES: u32 = 8;

/// What to ask two people.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'a> {
    pub(crate) why: ApprovalWhy,
    /// What more precisely it is about.
    pub(crate) subject: &'a str,
    /// How many phones more wait.
    pub(crate) phones: u64,
}

/// What a request's row says as JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Content {
    /// When the phones that wait were first counted, by the lender's clock.
    pub(super) counted_at: Timestamp,
    /// The yeses so far.
    pub(super) given: Vec<Approval>,
}

/// What a request is about and who said yes.
pub(crate) fn read(row: &ApprovalRow) -> Result<(ApprovalWhy, Vec<Approval>), StoreError> {
    let asked = Asked::read(row.clone())?;
    let request = asked.request()?;
    Ok((request.why, request.given))
}

/// A row with what it says.
pub(super) struct Asked {
    pub(super) row: ApprovalRow,
    pub(super) content: Content,
}

impl Asked {
    pub(super) fn read(row: ApprovalRow) -> Result<Self, StoreError> {
        let content = serde_json::from_str(&row.data).map_err(|error| StoreError::Damaged(error.into()))?;
        Ok(Self { row, content })
    }

    /// The question as the rules see it.
    pub(super) fn request(&self) -> Result<ApprovalRequest, StoreError> {
        let unknown = || StoreError::Damaged(format!("an approval about {}", self.row.why).into());
        Ok(ApprovalRequest {
            why: ApprovalWhy::of(&self.row.why).ok_or_else(unknown)?,
            asked_at: self.row.asked_at,
            given: self.content.given.clone(),
        })
    }

    /// The row to write next.
    pub(super) fn next(self, state: ApprovalState) -> Result<ApprovalRow, StoreError> {
        let data =
            serde_json::to_string(&self.content).map_err(|error| StoreError::Invalid(error.to_string()))?;
        Ok(ApprovalRow { data, state, version: self.row.version + 1, ..self.row })
    }
}

impl App {
    /// Asks two people, or adds to what they are being asked: the number stands still once one has answered.
    pub(crate) async fn ask(
        &self,
        lender: &LenderContext,
        question: Question<'_>,
        now: Timestamp,
    ) -> Result<ApprovalRow, StoreError> {
        for _ in 0..TRIES {
            match self.try_to_ask(lender, question, now).await {
                // Another one asked the same at the same time.
                Err(StoreError::Conflict | StoreError::Duplicate(_)) => {}
                asked => return asked,
            }
        }
        Err(StoreError::Conflict)
    }

    async fn try_to_ask(
        &self,
        lender: &LenderContext,
        question: Question<'_>,
        now: Timestamp,
    ) -> Result<ApprovalRow, StoreError> {
        let open = self.store.approvals(lender.id, ApprovalState::Open, MOST).await?;
        let same = |row: &ApprovalRow| row.why == question.why.as_str() && row.subject == question.subject;
        let Some(row) = open.into_iter().find(same) else {
            return self.ask_anew(lender, question, now).await;
        };
        let mut asked = Asked::read(row)?;
        if asked.request()?.is_over(self.wall_now()) {
            self.store.put_approval(asked.next(ApprovalState::Ended)?, News::default()).await?;
            return self.ask_anew(lender, question, now).await;
        }
        if !asked.content.given.is_empty() || question.phones == 0 {
            return Ok(asked.row);
        }
        if asked.content.counted_at.duration_until(now) < COUNTED_FOR {
            asked.row.phones = asked.row.phones.saturating_add(question.phones);
        } else {
            asked.row.phones = question.phones;
            asked.content.counted_at = now;
        }
        let next = asked.next(ApprovalState::Open)?;
        self.store.put_approval(next.clone(), News::default()).await?;
        Ok(next)
    }

    async fn ask_anew(
        &self,
        lender: &LenderContext,
        question: Question<'_>,
        now: Timestamp,
    ) -> Result<ApprovalRow, StoreError> {
        let content = Content { counted_at: now, given: Vec::new() };
        let row = ApprovalRow {
            id: self.new_id(),
            lender: lender.id,
            why: question.why.as_str().to_owned(),
            subject: question.subject.to_owned(),
            asked_at: self.wall_now(),
            phones: question.phones,
            used: 0,
            state: ApprovalState::Open,
            granted_until: None,
            data: serde_json::to_string(&content).map_err(|error| StoreError::Invalid(error.to_string()))?,
            version: 1,
        };
        let data = json!({ "approval": row.id, "why": row.why, "about": row.subject, "phones": row.phones });
        let news = self.news(lender, "approval.asked", &data, now);
        self.store.put_approval(row.clone(), news).await?;
        self.outbox_hint.notify_waiters();
        self.metrics.restraint.asked.get_or_create(&crate::label(question.why.as_str())).inc();
        tracing::warn!(lender = %lender.id, request = %row.id, why = row.why, "two approvals are asked for");
        Ok(row)
    }

    /// An event that concerns no contract, and the webhooks that tell of it.
    pub(crate) fn news(
        &self,
        lender: &LenderContext,
        kind: &str,
        data: &serde_json::Value,
        now: Timestamp,
    ) -> News {
        let event = EventRow {
            id: self.new_id(),
            contract: None,
            lender: lender.id,
            seq: 0,
            at: now,
            kind: kind.to_owned(),
            data: data.to_string(),
        };
        let events = vec![event];
        News { outbox: persist::webhooks(self, lender, &events), events }
    }
}
