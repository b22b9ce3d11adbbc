use std::path::PathBuf;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use ident::LenderId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::books::Days;
use crate::{App, LenderContext, Problem, persist};

/// What is done with books. Where no lender is named, it is the only one there is.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "books")]
pub enum BooksAct {
    /// Follow the chain of entries; of all lenders when none is named.
    Verify {
        /// Whose.
        lender: Option<LenderId>,
    },
    /// End a period, for good.
    Close {
        /// Whose.
        lender: Option<LenderId>,
        /// Its last day.
        through: Date,
    },
    /// Write every export into a folder of this machine.
    Export {
        /// Whose.
        lender: Option<LenderId>,
        /// The folder, from the root.
        dir: PathBuf,
        /// Not before this day.
        from: Option<Date>,
        /// Not after this day.
        through: Option<Date>,
    },
}

impl App {
    pub(super) async fn administer_books(self: &Arc<Self>, act: BooksAct) -> Result<Value, Problem> {
        match act {
            BooksAct::Verify { lender: Some(lender) } => {
                self.one_lender(Some(lender)).await?;
                Ok(Value::Array(vec![self.verified(lender).await?]))
            }
            BooksAct::Verify { lender: None } => {
                let mut reports = Vec::new();
                for row in self.store.lenders().await? {
                    reports.push(self.verified(row.id).await?);
                }
                Ok(Value::Array(reports))
            }
            BooksAct::Close { lender, through } => {
                let lender = self.one_lender(lender).await?;
                let closing = self.close_books(&lender, through).await?;
                Ok(json!({
                    "lender": lender.id,
                    "through": through,
                    "entries": closing.entries,
                    "hash": HEXLOWER.encode(&closing.head),
                }))
            }
            BooksAct::Export { lender, dir, from, through } => {
                let lender = self.one_lender(lender).await?;
                self.export_books(&lender, &dir, Days { from, through }).await
            }
        }
    }

    async fn verified(&self, lender: LenderId) -> Result<Value, Problem> {
        let report = self.verify_books(lender).await?;
        let closings = report.closings.iter().map(|closing| persist::day_from_epoch(closing.through));
        Ok(json!({
            "lender": lender,
            "entries": report.head.entries,
            "hash": HEXLOWER.encode(&report.head.hash),
            "closings": closings.collect::<Vec<_>>(),
            "faults": report.faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
        }))
    }

    /// The lender that was named, or the only one there is.
    pub(super) async fn one_lender(&self, named: Option<LenderId>) -> Result<Arc<LenderContext>, Problem> {
        let id = match (named, self.store.lenders().await?.as_slice()) {
            (Some(id), _) => id,
            (None, [only]) => only.id,
            (None, _) => {
                return Err(Problem::invalid("lender", "there is not exactly one: name it with --lender"));
            }
        };
        self.lender(id).await?.ok_or_else(|| Problem::not_found("lender"))
    }
}
