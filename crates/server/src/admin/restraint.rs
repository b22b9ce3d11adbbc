use std::sync::Arc;

use ident::{ApprovalId, LenderId};
use jiff::Timestamp;
use serde_json::{Value, json};
use servicing::Approval;
use store::rows::{ApprovalRow, ApprovalState};

use crate::{App, LenderContext, Problem};

/// Requests of one state that are listed.
const MOST: u32 = 50;

impl App {
    pub(super) async fn approve_by_password(
        self: &Arc<Self>,
        request: ApprovalId,
        name: &str,
        password: &str,
        through: Option<Timestamp>,
    ) -> Result<Value, Problem> {
        let operator = self.operator_with(name, password).await?;
        let wrong = || Problem::unauthorized("the operator's name or password is wrong");
        let row = self.approve(request, &operator.ok_or_else(wrong)?, through).await?;
        Ok(approval_view(&row))
    }

    pub(super) async fn list_approvals(&self, lender: Option<LenderId>) -> Result<Value, Problem> {
        let lenders = match lender {
            Some(lender) => vec![self.lender_of(lender).await?.id],
            None => self.store.lenders().await?.into_iter().map(|row| row.id).collect(),
        };
        let mut views = Vec::new();
        for lender in lenders {
            for state in [ApprovalState::Open, ApprovalState::Granted] {
                let rows = self.store.approvals(lender, state, MOST).await?;
                views.extend(rows.iter().map(approval_view));
            }
        }
        Ok(Value::Array(views))
    }

    pub(super) async fn freeze_lender(&self, lender: LenderId, reason: &str) -> Result<Value, Problem> {
        check_reason(reason)?;
        let lender = self.lender_of(lender).await?;
        let is_new = self.freeze(&lender, reason).await?;
        Ok(json!({ "lender": lender.id, "frozen": true, "was_frozen": !is_new }))
    }

    /// One step of the release of all phones, which is begun first: the server goes on with it by itself, and a
    /// folder without a server by the next step.
    pub(super) async fn release_all(
        self: &Arc<Self>,
        lender: LenderId,
        reason: &str,
        goes_on: bool,
    ) -> Result<Value, Problem> {
        check_reason(reason)?;
        let lender = self.lender_of(lender).await?;
        if !goes_on {
            self.begin_release_all(&lender, reason).await?;
        }
        let run = self.step_release_all(&lender).await?;
        let run = run.ok_or_else(|| Problem::not_found("release of all phones"))?;
        Ok(json!({
            "lender": run.lender,
            "reason": run.reason,
            "begun_at": run.begun_at,
            "released": run.released,
            "finished_at": run.finished_at,
        }))
    }

    pub(super) async fn thaw_lender(&self, lender: LenderId) -> Result<Value, Problem> {
        let lender = self.lender_of(lender).await?;
        match self.ask_to_thaw(&lender).await? {
            Some(request) => Ok(approval_view(&request)),
            None => Err(Problem::conflict("not-frozen", "the lender is not frozen")),
        }
    }

    pub(super) async fn lender_of(&self, lender: LenderId) -> Result<Arc<LenderContext>, Problem> {
        self.lender(lender).await?.ok_or_else(|| Problem::not_found("lender"))
    }
}

/// Reasons stand in events and on pages.
pub(crate) fn check_reason(reason: &str) -> Result<(), Problem> {
    let plain = !reason.trim().is_empty() && !reason.chars().any(char::is_control);
    if plain && reason.chars().count() <= 200 {
        return Ok(());
    }
    Err(Problem::invalid("reason", "write 1 to 200 characters"))
}

pub(super) fn approval_view(row: &ApprovalRow) -> Value {
    let data: Value = serde_json::from_str(&row.data).unwrap_or(Value::Null);
    let given = data.get("given").cloned().unwrap_or_default();
    let given: Vec<Approval> = serde_json::from_value(given).unwrap_or_default();
    json!({
        "approval": row.id,
        "lender": row.lender,
        "why": row.why,
        "about": row.subject,
        "asked_at": row.asked_at,
        "phones": row.phones,
        "used": row.used,
        "state": row.state.as_str(),
        "granted_until": row.granted_until,
        "given": given,
    })
}
