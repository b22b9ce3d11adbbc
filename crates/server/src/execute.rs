use std::sync::Arc;

use ident::{ContractId, LenderId};
use jiff::{SignedDuration, Timestamp};
use policy::Pack;
use proof::keys::SignError;
use servicing::{Command, Contract, Decision, Refusal, audit};
use store::rows::{EventRow, Restricts, StandingRow};
use store::{Commit, CommitError, StoreError};

use crate::{App, LenderContext, Problem, persist, restraint};

/// Adds to a commit what only the surface knows: the payment's row, a session, the answer to keep. Called
/// anew for every try.
pub type Amend<'a> = &'a (dyn Fn(&Decision, &mut Commit) + Send + Sync);

/// How often a command is decided anew because another change of the contract came first.
const MAX_TRIES: u32 = 32;

/// A payment webhook that is not done after this long is stuck.
const UNDER_WAY: SignedDuration = SignedDuration::from_secs(5);

/// What a command did, durably.
#[derive(Debug)]
pub struct Executed {
    /// The contract after it.
    pub contract: Contract,
    /// What happened.
    pub events: Vec<EventRow>,
    /// What the device is told.
    pub standing: Option<StandingRow>,
    /// How many entries of it wait for the public log.
    pub leaves: usize,
}

/// Why a command did nothing.
#[derive(Debug, thiserror::Error)]
pub enum ExecuteError {
    /// No such contract, or another lender's: the two are not told apart (invariant I10).
    #[error("there is no such contract")]
    NotFound,
    /// The rules don't allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The decision would break an invariant. A fault of ours: counted, logged, never stored.
    #[error("an invariant would break: {0}")]
    Violation(#[from] audit::Violation),
    /// The store refused the commit for another reason than a newer version.
    #[error(transparent)]
    Commit(CommitError),
    /// The lender's key can't sign now: nothing was changed.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// Too many changes of one contract at once.
    #[error("the contract is being changed by others")]
    Busy,
    /// The store failed, or holds what can't be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl App {
    /// The one way to change a contract: read, decide, audit, sign, commit, tell the device.
    ///
    /// # Errors
    /// [`ExecuteError`]; nothing was changed then, except when the engine itself failed during the commit.
    pub async fn execute(
        &self,
        lender: &LenderContext,
        id: ContractId,
        command: Command,
        amend: Amend<'_>,
    ) -> Result<Executed, ExecuteError> {
        let contract = self.contract_of(lender.id, id).await?.ok_or(ExecuteError::NotFound)?;
        // On the heap: contracts and decisions are large, and handlers hold this future in theirs.
        Box::pin(self.execute_read(lender, contract, command, amend)).await
    }

    /// The same for a contract of the lender that was read before. Where it was changed since, it is read again.
    ///
    /// # Errors
    /// As [`App::execute`].
    pub(crate) async fn execute_read(
        &self,
        lender: &LenderContext,
        contract: Contract,
        command: Command,
        amend: Amend<'_>,
    ) -> Result<Executed, ExecuteError> {
        let mut command = command;
        let (id, mut read) = (contract.id, Some(contract));
        for _ in 0..MAX_TRIES {
            let contract = match read.take() {
                Some(contract) => contract,
                None => self.contract_of(lender.id, id).await?.ok_or(ExecuteError::NotFound)?,
            };
            let now = self.now_for(lender).await?;
            let decision = match self.decide(&contract, command.clone(), now) {
                // Counted and logged; what is refused is the rise or renewal, and nothing else waits for it.
                Err(ExecuteError::Violation(_))
                    if matches!(command, Command::Wake { reconciled_to: Some(_) }) =>
                {
                    command = Command::Wake { reconciled_to: None };
                    continue;
                }
                decision => decision?,
            };
            let restricts = restraint::restricts(self, lender, &contract, &decision, now).await?;
            if matches!(command, Command::Wake { reconciled_to: Some(_) })
                && restraint::is_beyond_key(self, lender, &decision, restricts.as_ref())
            {
                command = Command::Wake { reconciled_to: None };
                continue;
            }
            let with_place = |decision: &Decision, commit: &mut Commit| {
                commit.restricts.clone_from(&restricts);
                commit.rollout_told = restraint::told(self, lender, &contract, decision, now);
                amend(decision, commit);
            };
            match Box::pin(self.keep(lender, decision, now, &with_place)).await {
                // Of a day that was closed in the meantime: now it is the next day.
                Err(ExecuteError::Commit(CommitError::VersionConflict | CommitError::PeriodClosed)) => {
                    self.metrics.conflicts.inc();
                }
                // Woken without its rise: nothing else of the contract waits for people.
                Err(ExecuteError::Commit(CommitError::Withheld(why)))
                    if matches!(command, Command::Wake { .. }) =>
                {
                    self.note_withheld(lender, &contract, why, now).await?;
                    command = Command::Wake { reconciled_to: None };
                }
                done => return done,
            }
        }
        Err(ExecuteError::Busy)
    }

    /// Signs and commits a decision, then tells the device.
    pub(crate) async fn keep(
        &self,
        lender: &LenderContext,
        decision: Decision,
        now: Timestamp,
        amend: Amend<'_>,
    ) -> Result<Executed, ExecuteError> {
        let signed = decision.sign(&*lender.authority.keys.command)?;
        let mut commit = persist::commit(self, lender, &decision, signed, now)?;
        amend(&decision, &mut commit);
        if restraint::has_no_place(&decision, &commit) {
            return Err(StoreError::Invalid("a rise without a place in the budget".to_owned()).into());
        }
        let is_rise = commit.restricts.as_ref().is_some_and(Restricts::is_rise);
        let (events, standing) = (commit.events.clone(), commit.standing.clone());
        let (has_messages, leaves) = (!commit.outbox.is_empty(), commit.leaves.len());
        self.commit(commit).await?;
        self.metrics.restraint.rises.inc_by(u64::from(is_rise));
        self.metrics.restraint.wrongful_seconds.inc_by(restraint::wrongful_seconds(&decision));
        if has_messages {
            self.outbox_hint.notify_waiters();
        }
        if leaves > 0 {
            self.log.hint.notify_one();
        }
        Ok(Executed { contract: decision.contract, events, standing, leaves })
    }

    /// Commits and tells the device. A caller that gives up takes its future with it but not the commit, so
    /// the two are one task: a device must hear of what was committed whoever waits for it.
    async fn commit(&self, commit: Commit) -> Result<(), ExecuteError> {
        let (store, hub) = (Arc::clone(&self.store), Arc::clone(&self.hub));
        let told = commit.standing.as_ref().map(|standing| (standing.device, standing.seq));
        let task = tokio::spawn(async move {
            let kept = store.commit(commit).await;
            match (&kept, told) {
                (Ok(()), Some((device, seq))) => hub.publish(device, seq),
                // An engine that fails at the end may have kept it: nothing is known until it is read again.
                (Err(CommitError::Store(_)), Some((device, _))) => hub.doubt(device),
                _ => {}
            }
            kept
        });
        let done = task.await.map_err(|error| StoreError::Engine(Box::new(error)))?;
        done.map_err(ExecuteError::Commit)
    }

    /// A lender's contract; `None` for another lender's.
    ///
    /// # Errors
    /// When the store fails or the state is damaged.
    pub async fn contract_of(
        &self,
        lender: LenderId,
        id: ContractId,
    ) -> Result<Option<Contract>, StoreError> {
        let row = self.store.contract(id).await?.filter(|row| row.lender == lender);
        row.map(|row| persist::read_contract(&row)).transpose()
    }

    /// The pack a contract is under.
    ///
    /// # Errors
    /// When the pack's files were taken away from the server.
    pub fn pack_of(&self, contract: &Contract) -> Result<&Pack, StoreError> {
        let missing = || StoreError::Invalid(format!("policy pack {} is not loaded", contract.pack.id));
        self.packs.by_digest(&contract.pack.digest).ok_or_else(missing)
    }

    fn decide(
        &self,
        contract: &Contract,
        command: Command,
        now: Timestamp,
    ) -> Result<Decision, ExecuteError> {
        let pack = self.pack_of(contract)?;
        self.metrics.count_command(&command);
        let decision = servicing::decide(contract, command, pack, now)?;
        let verdict = audit::check(contract, &decision, pack, now);
        self.metrics.count_audit(&verdict);
        if let Err(violation) = &verdict {
            tracing::error!(contract = %contract.id, %violation, "a decision was refused by the audit");
        }
        verdict?;
        Ok(decision)
    }

    /// Payments up to this instant are known: the oldest of the lender's rails decides, and a lender without
    /// a rail knows nothing (invariant I9). Nor is anything known behind a webhook that was received and has
    /// not had its effect.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn payments_known_to(
        &self,
        lender: &LenderContext,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, StoreError> {
        let rails = self.store.rails(lender.id).await?;
        let known = rails.iter().map(|rail| match rail.scheme.as_str() {
            // The sandbox rail is this server itself: it can't lag behind.
            crate::payments::SANDBOX_SCHEME => Some(now),
            _ => restraint::known_to(rail),
        });
        let known = known.min().flatten();
        // A request that waits to be worked on may hold a payment. While it is under way nothing is known
        // behind it; one that is stuck may tell of any day.
        let wall_now = self.wall_now();
        Ok(match self.store.oldest_unfinished_raw_event(lender.id).await? {
            Some(at) if at.duration_until(wall_now) > UNDER_WAY => None,
            Some(at) if !lender.is_test() => known.map(|known| known.min(at)),
            _ => known,
        })
    }
}

impl From<ExecuteError> for Problem {
    fn from(error: ExecuteError) -> Self {
        match error {
            ExecuteError::NotFound => Self::not_found("contract"),
            ExecuteError::Refused(refusal) => Self::conflict("refused", refusal.to_string()),
            ExecuteError::Commit(CommitError::Taken(kind)) => {
                Self::conflict("taken", format!("this {kind} belongs to another contract"))
            }
            ExecuteError::Commit(error @ CommitError::TokenUsed) => {
                Self::conflict("token-used", error.to_string())
            }
            ExecuteError::Commit(CommitError::Store(error)) | ExecuteError::Store(error) => error.into(),
            ExecuteError::Commit(error) => Self::conflict("conflict", error.to_string()),
            ExecuteError::Busy => Self::unavailable(),
            ExecuteError::Sign(error) => {
                tracing::error!(%error, "a decision could not be signed");
                Self::unavailable()
            }
            ExecuteError::Violation(_) => Self::unavailable(),
        }
    }
}
