use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use ident::{ContractId, LenderId};
use jiff::Timestamp;
use servicing::{Command, Contract};
use store::StoreError;
use store::rows::ContractRow;
use tokio::task::JoinSet;

use crate::restraint::{self, Plan, Stopped};
use crate::{App, ExecuteError, Executed, LenderContext, persist};

/// How many contracts are woken at the same time. Their commits share a write to disk, which takes far longer than a
/// wake does.
const AT_ONCE: usize = 128;

/// What became of a plan.
#[derive(Debug, Default)]
pub(super) struct Woken {
    /// What each wake did.
    pub(super) done: Vec<Executed>,
    /// Contracts that could not be woken, which is logged.
    pub(super) failed: BTreeSet<ContractId>,
}

/// Wakes what is due. Waking twice does no harm, so a plan can be run again after any failure. `stopped`: the
/// lenders of whom an earlier part of the same look was too large.
pub(super) async fn wake_all(
    app: &Arc<App>,
    due: Vec<ContractRow>,
    now: Timestamp,
    stopped: &mut Stopped,
) -> Result<Woken, StoreError> {
    let mut woken = Woken::default();
    let due = woken.read(due);
    let feeds = Feeds::of(app, &due, now).await?;
    let held = feeds.stopped(app, &due, now, stopped).await?;
    let mut running = JoinSet::new();
    for contract in due {
        let Some((lender, reconciled_to)) = feeds.by_lender.get(&contract.lender).cloned() else { continue };
        // Woken as with an unknown feed: what is due is done, and nothing rises.
        let reconciled_to = reconciled_to.filter(|_| !held.contains(&contract.id));
        if running.len() >= AT_ONCE {
            woken.take(running.join_next().await);
        }
        let app = Arc::clone(app);
        running.spawn(async move { (contract.id, wake(&app, &lender, contract, reconciled_to).await) });
    }
    while !running.is_empty() {
        woken.take(running.join_next().await);
    }
    Ok(woken)
}

async fn wake(
    app: &App,
    lender: &LenderContext,
    contract: Contract,
    reconciled_to: Option<Timestamp>,
) -> Result<Executed, ExecuteError> {
    let executed = app.execute_read(lender, contract, Command::Wake { reconciled_to }, &|_, _| ()).await?;
    app.metrics.wakes.inc();
    Ok(executed)
}

/// A wake's contract and what came of it.
type Outcome = (ContractId, Result<Executed, ExecuteError>);

impl Woken {
    /// The contracts of a plan. A damaged one stands still; it does not hold the others up.
    fn read(&mut self, due: Vec<ContractRow>) -> Vec<Contract> {
        let mut contracts = Vec::with_capacity(due.len());
        for row in due {
            match persist::read_contract(&row) {
                Ok(contract) => contracts.push(contract),
                Err(error) => self.fail(row.id, &error.into()),
            }
        }
        contracts
    }

    fn fail(&mut self, contract: ContractId, error: &ExecuteError) {
        tracing::error!(%contract, %error, "a contract could not be woken");
        self.failed.insert(contract);
    }

    fn take(&mut self, joined: Option<Result<Outcome, tokio::task::JoinError>>) {
        match joined {
            None => {}
            Some(Ok((_, Ok(executed)))) => self.done.push(executed),
            Some(Ok((contract, Err(error)))) => self.fail(contract, &error),
            Some(Err(error)) => tracing::error!(%error, "waking a contract died"),
        }
    }
}

/// The lenders of a plan and up to when the payments of each are known: read once a plan, not once a contract.
/// Of a frozen lender nothing is known.
struct Feeds {
    by_lender: HashMap<LenderId, (Arc<LenderContext>, Option<Timestamp>)>,
    frozen: BTreeSet<LenderId>,
}

impl Feeds {
    async fn of(app: &App, due: &[Contract], now: Timestamp) -> Result<Self, StoreError> {
        let (mut by_lender, mut frozen) = (HashMap::new(), BTreeSet::new());
        for id in due.iter().map(|contract| contract.lender).collect::<BTreeSet<_>>() {
            if let Some(lender) = app.lender(id).await? {
                let known = app.payments_known_to(&lender, now).await?;
                if app.store.frozen(id).await?.is_some() {
                    frozen.insert(id);
                }
                let reconciled_to = known.filter(|_| !frozen.contains(&id));
                by_lender.insert(id, (lender, reconciled_to));
            }
        }
        Ok(Self { by_lender, frozen })
    }

    /// The contracts whose rise stops because the plan of their lender does.
    async fn stopped(
        &self,
        app: &App,
        due: &[Contract],
        now: Timestamp,
        stopped: &mut Stopped,
    ) -> Result<BTreeSet<ContractId>, StoreError> {
        let mut held = BTreeSet::new();
        for (id, contracts) in restraint::by_lender(due) {
            let Some((lender, reconciled_to)) = self.by_lender.get(&id) else { continue };
            if self.frozen.contains(&id) {
                continue;
            }
            let plan = Plan::of(app, &contracts, *reconciled_to, now)?;
            held.extend(plan.held(app, lender, now, stopped).await?);
        }
        Ok(held)
    }
}
