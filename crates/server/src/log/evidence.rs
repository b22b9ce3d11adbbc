use ident::ContractId;
use proof::Digest;
use proof::log::{Extra, Salt};
use store::rows::LeafRow;

use super::LogFailure;
use crate::App;

/// An entry of the log about a document, with what its holder needs to recognize and to prove it.
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    /// The entry.
    pub(crate) row: LeafRow,
    /// With it the entry's commitments can be recognized.
    pub(crate) salt: Salt,
    /// The proof under the newest checkpoint; `None` while the entry waits for its place.
    pub(crate) proof: Option<String>,
}

impl App {
    /// What the log has about a contract.
    pub(crate) async fn log_evidence(&self, contract: ContractId) -> Result<Vec<Evidence>, LogFailure> {
        let rows = self.store.leaves_of(contract).await?;
        let salted: Vec<_> =
            rows.into_iter().map(|row| (self.log.salt(&Digest(row.document)), row)).collect();
        let reader = self.log.reader();
        let proved = tokio::task::spawn_blocking(move || {
            let evidence = salted.into_iter().map(|(salt, row)| {
                // A place beyond the checkpoint is one that a log put back to an older state lost.
                let place = row.place.filter(|place| *place < reader.size());
                let extra = || Extra::new(salt, row.entry.clone()).to_bytes();
                let proof = place.map(|place| reader.proof_text(place, extra())).transpose()?;
                Ok(Evidence { row, salt, proof })
            });
            evidence.collect::<Result<_, tlog::Error>>()
        });
        Ok(proved.await??)
    }
}
