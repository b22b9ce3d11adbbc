use ident::ContractId;
use proof::Digest;
use proof::log::{Extra, Salt};
use store::StoreError;
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
    /// What the log has about a contract. Its documents can be had whatever the state of the log, then without
    /// proofs.
    pub(crate) async fn log_evidence(&self, contract: ContractId) -> Result<Vec<Evidence>, StoreError> {
        match self.proved_log_evidence(contract).await {
            Err(LogFailure::Store(error)) => Err(error),
            Err(failure) => {
                tracing::warn!(%failure, "a contract's entries are shown without proofs");
                let rows = self.store.leaves_of(contract).await?.into_iter();
                Ok(rows.map(|row| self.salted(row)).collect())
            }
            Ok(evidence) => Ok(evidence),
        }
    }

    /// The same for those who come for the proofs.
    pub(crate) async fn proved_log_evidence(
        &self,
        contract: ContractId,
    ) -> Result<Vec<Evidence>, LogFailure> {
        let reader = self.log.reader().ok_or(LogFailure::Closed)?;
        let rows = self.store.leaves_of(contract).await?;
        let salted: Vec<_> = rows.into_iter().map(|row| self.salted(row)).collect();
        let proved = tokio::task::spawn_blocking(move || {
            let evidence = salted.into_iter().map(|evidence| {
                // A place beyond the checkpoint is one that a log put back to an older state lost.
                let place = evidence.row.place.filter(|place| *place < reader.size());
                let extra = || Extra::new(evidence.salt, evidence.row.entry.clone()).to_bytes();
                let proof = place.map(|place| reader.proof_text(place, extra())).transpose()?;
                Ok(Evidence { proof, ..evidence })
            });
            evidence.collect::<Result<_, tlog::Error>>()
        });
        Ok(proved.await??)
    }

    fn salted(&self, row: LeafRow) -> Evidence {
        Evidence { salt: self.log.salt(&Digest(row.document)), row, proof: None }
    }
}
