use std::collections::{BTreeMap, BTreeSet};

use ident::{ContractId, LenderId};
use jiff::Timestamp;
use servicing::{ApprovalWhy, Command, Contract, Event, PlanLimits, PlannedRise, check_plan};
use store::{StoreError, Withheld};

use super::ask::{OF_INSTALLATION, OF_LENDER, Question};
use crate::{App, LenderContext};

/// The lenders of whom part of a look was too large: nothing more of it rises.
pub(crate) type Stopped = BTreeSet<LenderId>;

/// What waking one lender's contracts would do, found out without doing it.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    rises: Vec<PlannedRise>,
    /// Phones that would rise if payments were known up to now.
    waits_for_feed: u64,
}

impl Plan {
    /// The plan of one lender's due contracts with payments known up to `reconciled_to`.
    pub(crate) fn of(
        app: &App,
        due: &[&Contract],
        reconciled_to: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let mut plan = Self::default();
        for contract in due {
            if contract.delinquency.is_none() || contract.device.enrolled.is_none() {
                continue;
            }
            if let Some(rise) = rise(app, contract, reconciled_to, now)? {
                plan.rises.push(rise);
            } else if reconciled_to != Some(now) && rise(app, contract, Some(now), now)?.is_some() {
                plan.waits_for_feed += 1;
            }
        }
        Ok(plan)
    }

    /// Looks at the plan as a whole, before anything of it is done; the contracts that must not rise now. They
    /// are all of the plan's or none: what is too large was perhaps never meant.
    pub(crate) async fn held(
        &self,
        app: &App,
        lender: &LenderContext,
        now: Timestamp,
        stopped: &mut Stopped,
    ) -> Result<BTreeSet<ContractId>, StoreError> {
        if self.waits_for_feed > 0 {
            let question =
                Question { why: ApprovalWhy::StaleFeed, subject: OF_LENDER, phones: self.waits_for_feed };
            app.ask(lender, question, now).await?;
        }
        if self.rises.is_empty() {
            return Ok(BTreeSet::new());
        }
        let limits = app.limits(lender).await?;
        let grants = app.grants(lender, now).await?;
        let room = app.room(lender, limits, &grants, now).await?;
        let left = if stopped.contains(&lender.id) { 0 } else { room.left };
        let Err(fault) = check_plan(&self.rises, PlanLimits { active: limits.active, left }) else {
            return Ok(BTreeSet::new());
        };
        stopped.insert(lender.id);
        if fault.is_size() {
            let subject = if room.is_installation_full { OF_INSTALLATION } else { OF_LENDER };
            let phones = u64::try_from(self.rises.len()).unwrap_or(u64::MAX);
            app.metrics.restraint.withheld(
                if room.is_installation_full { Withheld::InstallationBudget } else { Withheld::LenderBudget },
                phones,
            );
            app.ask(lender, Question { why: ApprovalWhy::Budget, subject, phones }, now).await?;
        } else {
            app.metrics.restraint.impossible_plans.inc();
            tracing::error!(lender = %lender.id, %fault, "a plan that can't be right was refused");
        }
        Ok(self.rises.iter().map(|rise| rise.contract).collect())
    }
}

/// What a wake would raise.
fn rise(
    app: &App,
    contract: &Contract,
    reconciled_to: Option<Timestamp>,
    now: Timestamp,
) -> Result<Option<PlannedRise>, StoreError> {
    if reconciled_to.is_none() {
        return Ok(None);
    }
    let pack = app.pack_of(contract)?;
    // What is refused here is refused when it is woken, and told there.
    let Ok(decision) = servicing::decide(contract, Command::Wake { reconciled_to }, pack, now) else {
        return Ok(None);
    };
    let raised = decision.events.iter().find_map(|event| match event {
        Event::LevelRaised { from, to, .. } => {
            Some(PlannedRise { contract: contract.id, from: *from, to: *to })
        }
        _ => None,
    });
    Ok(raised)
}

/// The due contracts of each lender.
pub(crate) fn by_lender(due: &[Contract]) -> BTreeMap<LenderId, Vec<&Contract>> {
    let mut lenders: BTreeMap<LenderId, Vec<&Contract>> = BTreeMap::new();
    for contract in due {
        lenders.entry(contract.lender).or_default().push(contract);
    }
    lenders
}
