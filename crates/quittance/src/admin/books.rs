use std::path::{PathBuf, absolute};

use anyhow::Context as _;
use clap::Subcommand;
use ident::LenderId;
use jiff::civil::Date;
use serde_json::Value;
use server::admin::BooksAct;

#[derive(Debug, Subcommand)]
pub(super) enum Books {
    /// Follow the chain of entries and name every one that was edited, removed or moved. Exit code 1 if any was.
    Verify {
        /// Whose books; all lenders' when absent.
        #[arg(long)]
        lender: Option<LenderId>,
    },
    /// End a period, for good: nothing is booked on its days any more.
    Close {
        /// Whose books; not needed where there is one lender.
        #[arg(long)]
        lender: Option<LenderId>,
        /// Its last day, which must be over.
        #[arg(long)]
        through: Date,
    },
    /// Write entries, trial balance, contracts and payments as CSV and Parquet.
    Export {
        /// The folder.
        dir: PathBuf,
        /// Whose books; not needed where there is one lender.
        #[arg(long)]
        lender: Option<LenderId>,
        /// Not before this day.
        #[arg(long)]
        from: Option<Date>,
        /// Not after this day.
        #[arg(long)]
        through: Option<Date>,
    },
}

impl Books {
    pub(super) fn into_act(self) -> anyhow::Result<BooksAct> {
        Ok(match self {
            Self::Verify { lender } => BooksAct::Verify { lender },
            Self::Close { lender, through } => BooksAct::Close { lender, through },
            Self::Export { dir, lender, from, through } => {
                // A running server writes it, and stands elsewhere.
                let dir = absolute(&dir).with_context(|| format!("there is no folder {}", dir.display()))?;
                BooksAct::Export { lender, dir, from, through }
            }
        })
    }
}

/// Whether a check found something.
pub(super) fn has_faults(answer: &Value) -> bool {
    let reports = answer.as_array().map(Vec::as_slice).unwrap_or_default();
    reports.iter().any(|report| report["faults"].as_array().is_some_and(|faults| !faults.is_empty()))
}
