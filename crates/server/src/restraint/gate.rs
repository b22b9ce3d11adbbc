use jiff::Timestamp;
use servicing::{Contract, Decision, Event, LockBudget};
use store::rows::{Restricts, RiseRow};
use store::{Commit, StoreError, Withheld};

use super::ask::{OF_INSTALLATION, OF_LENDER, Question};
use crate::{App, LenderContext};
use servicing::ApprovalWhy;

/// What a decision does to a restriction beyond lowering it: the place it needs in the hour, which the commit
/// takes or is refused.
pub(crate) async fn restricts(
    app: &App,
    lender: &LenderContext,
    before: &Contract,
    decision: &Decision,
    now: Timestamp,
) -> Result<Option<Restricts>, StoreError> {
    if !rises(decision) {
        return Ok(is_renewed(before, &decision.contract).then_some(Restricts::Renewal));
    }
    let limits = app.limits(lender).await?;
    Ok(Some(Restricts::Rise(RiseRow {
        credential: lender.credential(),
        at: now,
        counts_after: LockBudget::counts_after(now),
        lender_limit: limits.lender,
        credential_limit: limits.credential,
        installation_limit: limits.installation,
        rollout: Some(app.rollout_place(lender, &decision.contract, limits.active, now).await?),
        grant: app.grants(lender, now).await?.next(),
    })))
}

/// Whether a restriction would go further, or on, at a level that the roster does not let the lender's key order:
/// no phone would accept it. Noted for those who run the server.
pub(crate) fn is_beyond_key(
    app: &App,
    lender: &LenderContext,
    decision: &Decision,
    restricts: Option<&Restricts>,
) -> bool {
    let (id, level) = (decision.contract.id, decision.contract.restriction.level);
    if restricts.is_none() || lender.authority.may_order(level) {
        return false;
    }
    app.metrics.restraint.beyond_key();
    tracing::error!(
        lender = %lender.id, contract = %id, ?level,
        "not ordered: the roster does not let the lender's command key order this level; sign a roster that does"
    );
    true
}

/// Whether a level rises.
pub(super) fn rises(decision: &Decision) -> bool {
    decision.events.iter().any(|event| matches!(event, Event::LevelRaised { .. }))
}

/// Whether a commit would raise a level without having asked for a place: no surface goes around the gate.
pub(crate) fn has_no_place(decision: &Decision, commit: &Commit) -> bool {
    rises(decision) && !matches!(commit.restricts, Some(Restricts::Rise(_)))
}

/// What a receipt told of time without right.
pub(crate) fn wrongful_seconds(decision: &Decision) -> u64 {
    let seconds = decision.events.iter().map(|event| match event {
        Event::WithoutRight { seconds, .. } => *seconds,
        _ => 0,
    });
    seconds.sum()
}

/// A restated warrant keeps its end; only a new one ends later.
fn is_renewed(before: &Contract, after: &Contract) -> bool {
    let ends = |contract: &Contract| contract.restriction.warrant.as_ref().map(|warrant| warrant.expires_at);
    ends(after) > ends(before)
}

impl App {
    /// A rise or renewal found no place when it was committed: counted, and asked about where people can help.
    pub(crate) async fn note_withheld(
        &self,
        lender: &LenderContext,
        contract: &Contract,
        why: Withheld,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.metrics.restraint.withheld(why, 1);
        let pack = contract.pack.digest.to_string();
        let (why, subject) = match why {
            // Nobody is asked: what is frozen thaws when people want it, and a stage ends by itself.
            Withheld::Frozen | Withheld::RolloutStage => return Ok(()),
            Withheld::LenderBudget | Withheld::CredentialBudget => (ApprovalWhy::Budget, OF_LENDER),
            Withheld::InstallationBudget => (ApprovalWhy::Budget, OF_INSTALLATION),
            Withheld::RolloutStopped => (ApprovalWhy::Rollout, pack.as_str()),
        };
        self.ask(lender, Question { why, subject, phones: 1 }, now).await.map(drop)
    }
}
