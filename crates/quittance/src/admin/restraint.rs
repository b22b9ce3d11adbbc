use clap::Subcommand;
use ident::{ApprovalId, LenderId};
use jiff::Timestamp;
use policy::PackDigest;
use server::admin::AdminCommand;

use crate::cli::Usage;

/// What keeps a lender from restricting too much at once.
#[derive(Debug, Subcommand)]
pub(super) enum Restraint {
    /// Set how many phones of a lender may be restricted further within an hour.
    Budget {
        lender: LenderId,
        /// So many however few there are.
        #[arg(long)]
        phones_per_hour: u32,
        /// So much of the active ones where that is more, in hundredths of a percent.
        #[arg(long, default_value_t = 0)]
        share_of_active_bp: u16,
    },
    /// Show what waits for two people, and what they granted.
    Approvals {
        /// Whose; all lenders' when absent.
        #[arg(long)]
        lender: Option<LenderId>,
    },
    /// Approve as an operator; the operator's password is the first line of standard input.
    Approve {
        request: ApprovalId,
        /// The operator's name.
        #[arg(long)]
        operator: String,
        /// Where a payment feed is stale: payments are complete up to here.
        #[arg(long)]
        payments_through: Option<Timestamp>,
    },
    /// Restrict nothing more from now on; what is in force ends with its warrants.
    Freeze {
        lender: LenderId,
        /// Why, for the lender's timeline.
        #[arg(long)]
        reason: String,
    },
    /// Freeze, then release every phone of a lender for good. Goes on where it was, if it was broken off.
    ReleaseAll {
        lender: LenderId,
        /// Why, for the lender's timeline.
        #[arg(long)]
        reason: String,
    },
    /// How far a lender's policy packs have come, stage by stage.
    #[command(subcommand)]
    Rollout(Rollout),
    /// Ask two operators to let a frozen lender restrict again.
    Thaw { lender: LenderId },
}

#[derive(Debug, Subcommand)]
pub(super) enum Rollout {
    /// Show stages, counts and what has stopped.
    Status { lender: LenderId },
    /// Restrict nothing more under a pack.
    Stop {
        lender: LenderId,
        /// The pack's digest, as the status shows it.
        #[arg(long, value_parser = digest)]
        pack: PackDigest,
    },
    /// Ask two operators to let a stopped rollout go on.
    Resume {
        lender: LenderId,
        /// The pack's digest, as the status shows it.
        #[arg(long, value_parser = digest)]
        pack: PackDigest,
    },
}

fn digest(text: &str) -> Result<PackDigest, String> {
    PackDigest::try_from(text.to_owned()).map_err(|_| "a digest has 64 hexadecimal digits".to_owned())
}

impl Restraint {
    pub(super) fn into_command(
        self,
        secrets: impl FnOnce() -> anyhow::Result<Vec<String>>,
    ) -> anyhow::Result<AdminCommand> {
        Ok(match self {
            Self::Budget { lender, phones_per_hour, share_of_active_bp } => {
                AdminCommand::SetBudget { lender, phones_per_hour, share_of_active_bp }
            }
            Self::Approvals { lender } => AdminCommand::ListApprovals { lender },
            Self::Approve { request, operator, payments_through } => {
                let password = secrets()?.into_iter().next();
                let missing = || Usage("write the operator's password to standard input".to_owned());
                let password = password.ok_or_else(missing)?;
                AdminCommand::Approve { request, operator, password, through: payments_through }
            }
            Self::Freeze { lender, reason } => AdminCommand::Freeze { lender, reason },
            Self::ReleaseAll { lender, reason } => {
                AdminCommand::ReleaseAll { lender, reason, goes_on: false }
            }
            Self::Rollout(Rollout::Status { lender }) => AdminCommand::ListRollouts { lender },
            Self::Rollout(Rollout::Stop { lender, pack }) => AdminCommand::StopRollout { lender, pack },
            Self::Rollout(Rollout::Resume { lender, pack }) => AdminCommand::ResumeRollout { lender, pack },
            Self::Thaw { lender } => AdminCommand::Thaw { lender },
        })
    }
}
