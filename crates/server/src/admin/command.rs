use ident::{ApiKeyId, ApprovalId, ContractId, LenderId};
use jiff::Timestamp;
use policy::PackDigest;
use proof::documents::Contact;
use serde::{Deserialize, Serialize};
use servicing::ConcessionApprovals;

use super::{BooksAct, BureauAct, KeysAct};
use crate::{AttestationRule, LenderMode};

/// One administrative act.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum AdminCommand {
    /// Make a lender.
    CreateLender {
        /// Its name as borrowers know it.
        name: String,
        /// Live or test.
        mode: LenderMode,
        /// How borrowers reach it.
        contact: Contact,
        /// The time zone of contracts that don't name one.
        time_zone: String,
        /// The policy pack of contracts that don't name one.
        policy_pack: String,
        /// Whether phones must prove which hardware they are.
        #[serde(default)]
        attestation: AttestationRule,
        /// What a test lender's clock shows first; now when absent.
        starts_at: Option<Timestamp>,
    },
    /// Change whether a lender's phones must prove which hardware they are. Phones that are enrolled stay so.
    SetAttestation {
        /// Whose.
        lender: LenderId,
        /// From now on.
        attestation: AttestationRule,
    },
    /// Say how many people of a lender must say yes to a plan or a settlement.
    SetConcessionApprovals {
        /// Whose.
        lender: LenderId,
        /// How many.
        rule: ConcessionApprovals,
    },
    /// Hand in the ombudsman's release of a contract.
    DeliverRelease {
        /// Which contract.
        contract: ContractId,
        /// The signed release, base 64.
        release: String,
    },
    /// All lenders.
    ListLenders,
    /// Make an API key. The secret is shown once.
    IssueKey {
        /// Whose.
        lender: LenderId,
        /// The owner's word for it.
        label: String,
        /// What it may do; `*` for everything.
        scopes: Vec<String>,
        /// When it ends.
        expires_at: Option<Timestamp>,
    },
    /// A lender's API keys, without secrets.
    ListKeys {
        /// Whose.
        lender: LenderId,
    },
    /// End an API key at once.
    RevokeKey {
        /// Whose.
        lender: LenderId,
        /// Which.
        key: ApiKeyId,
    },
    /// Make an operator of the console.
    CreateOperator {
        /// The name to sign in with.
        name: String,
        /// The password, at least twelve characters.
        password: String,
        /// Whose contracts they see; all lenders' when absent.
        lender: Option<LenderId>,
        /// Whether they may freeze a lender and release all of its phones.
        #[serde(default)]
        owner: bool,
    },
    /// All operators.
    ListOperators,
    /// Shut an operator out at once.
    DisableOperator {
        /// Who.
        name: String,
    },
    /// Say how many phones of a lender may be restricted further within an hour.
    SetBudget {
        /// Whose.
        lender: LenderId,
        /// So many however few there are.
        phones_per_hour: u32,
        /// So much of the active ones where that is more, in hundredths of a percent.
        share_of_active_bp: u16,
    },
    /// What waits for two people, and what they granted.
    ListApprovals {
        /// Whose; all lenders' when absent.
        lender: Option<LenderId>,
    },
    /// One operator's yes.
    Approve {
        /// To what.
        request: ApprovalId,
        /// Who.
        operator: String,
        /// The proof.
        password: String,
        /// Of a stale feed: payments are complete up to here.
        through: Option<Timestamp>,
    },
    /// Restrict nothing more from now on.
    Freeze {
        /// Who.
        lender: LenderId,
        /// Why.
        reason: String,
    },
    /// Freeze, then release every phone for good: one step of it, until the answer says that it is finished.
    ReleaseAll {
        /// Whose phones.
        lender: LenderId,
        /// Why.
        reason: String,
        /// A further step, which begins nothing anew.
        #[serde(default)]
        goes_on: bool,
    },
    /// Ask two people to let a frozen lender restrict again.
    Thaw {
        /// Who.
        lender: LenderId,
    },
    /// How far a lender's policy packs have come.
    ListRollouts {
        /// Whose phones.
        lender: LenderId,
    },
    /// Restrict nothing more under a policy pack.
    StopRollout {
        /// Whose phones.
        lender: LenderId,
        /// The pack's digest.
        pack: PackDigest,
    },
    /// Ask two people to let a stopped rollout go on.
    ResumeRollout {
        /// Whose phones.
        lender: LenderId,
        /// The pack's digest.
        pack: PackDigest,
    },
    /// Set up a way money comes in.
    PutRail {
        /// Whose.
        lender: LenderId,
        /// Its name, part of the webhook's address.
        rail: String,
        /// `generic`, `stripe` or `sandbox`.
        scheme: String,
        /// Signing secrets; several while one is replaced.
        secrets: Vec<String>,
    },
    /// Something with a lender's books.
    Books(BooksAct),
    /// Something for credit bureaus.
    Bureau(BureauAct),
    /// Something with the keys that sign for devices.
    Keys(KeysAct),
}
