use minicbor::bytes::ByteVec;
use proof::evidence::Evidence;
use servicing::Contract;

use crate::log::LogFailure;
use crate::{App, LenderContext, attestation};

/// The media type of an evidence file.
pub(crate) const MEDIA_TYPE: &str = "application/quittance-evidence+cbor";

impl App {
    /// One file with all that a stranger needs to check a contract's restrictions and its release, without this
    /// server: who may sign, every signed document, the device's receipts, and the log's proofs.
    pub(crate) async fn evidence_file(
        &self,
        lender: &LenderContext,
        contract: &Contract,
    ) -> Result<Evidence, LogFailure> {
        let (roots, roster) = lender.authority.papers();
        // What was signed under an earlier roster is checked under that one.
        let former = self.keys.store().map(|keys| keys.former_rosters(lender.id)).unwrap_or_default();
        let documents = self.store.documents(contract.id).await?.into_iter();
        let signed = documents.filter(|row| row.kind != attestation::DOCUMENT_KIND).map(|row| row.bytes);
        let standing = self.store.current_standing(contract.device.id).await?.map(|row| row.bytes);
        let receipts = self.store.receipts(contract.id).await?.into_iter().map(|row| row.bytes);
        let logged = self.proved_log_evidence(contract.id).await?;
        let enrolled = contract.device.enrolled.iter();
        let device_keys = enrolled.flat_map(|device| device.former_keys.iter().chain([&device.key]).copied());
        Ok(Evidence {
            roots,
            rosters: former.into_iter().map(ByteVec::from).chain([roster]).collect(),
            documents: signed.chain(standing).chain(receipts).map(ByteVec::from).collect(),
            proofs: logged.into_iter().filter_map(|entry| entry.proof).collect(),
            device_keys: device_keys.collect(),
            ..Evidence::new()
        })
    }
}
