use std::path::PathBuf;
use std::sync::Arc;

use ident::LenderId;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::bureau::{FurnisherPaper, Month};
use crate::{App, Problem};

/// What is done for credit bureaus. Where no lender is named, it is the only one there is.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "bureau")]
pub enum BureauAct {
    /// Say who the lender is to the bureaus.
    Furnisher {
        /// Which.
        lender: Option<LenderId>,
        /// Who it is.
        furnisher: FurnisherPaper,
    },
    /// Write a month's Metro 2 file.
    Export {
        /// Whose.
        lender: Option<LenderId>,
        /// As YYYY-MM.
        month: String,
        /// The file, from the root.
        out: PathBuf,
    },
}

impl App {
    pub(super) async fn administer_bureau(self: &Arc<Self>, act: BureauAct) -> Result<Value, Problem> {
        match act {
            BureauAct::Furnisher { lender, furnisher } => {
                let lender = self.one_lender(lender).await?;
                self.put_furnisher(&lender, &furnisher).await?;
                Ok(json!({ "lender": lender.id, "furnisher": furnisher }))
            }
            BureauAct::Export { lender, month, out } => {
                let month = month.parse::<Month>();
                let month = month.map_err(|error| Problem::invalid("month", error.to_string()))?;
                let lender = self.one_lender(lender).await?;
                self.write_metro2(&lender, month, &out).await
            }
        }
    }
}
