use ident::ContractId;
use proof::authority::Role;
use proof::documents::Release;
use proof::{Parsed, Party, Verified};
use servicing::{Command, Contract, Decision};
use store::Commit;
use store::rows::DocumentRow;

use crate::{App, Executed, LenderContext, Problem};

/// The document kind of kept releases.
const DOCUMENT_KIND: &str = "release";

impl App {
    /// Takes the ombudsman's release of a contract, from whoever brings it: it is kept, the contract restricts
    /// nothing from then on, and the device is told at once. The lender is not asked. The same one again is no
    /// change.
    ///
    /// # Errors
    /// When the release is not signed by an ombudsman's key of the lender's roster, or is about something else.
    pub async fn deliver_release(
        &self,
        lender: &LenderContext,
        contract: ContractId,
        bytes: &[u8],
    ) -> Result<Executed, Problem> {
        let contract = self.contract_of(lender.id, contract).await?;
        let contract = contract.ok_or_else(|| Problem::not_found("contract"))?;
        let release = verify(lender, bytes)?;
        if !is_about(&release, &contract) {
            return Err(fault("it is for another contract, phone or version of the terms"));
        }
        let digest = release.digest();
        let now = self.now_for(lender).await?;
        let document = DocumentRow {
            contract: contract.id,
            kind: DOCUMENT_KIND.to_owned(),
            digest: *digest.as_bytes(),
            bytes: bytes.to_vec(),
            at: now,
        };
        let amend = |_: &Decision, commit: &mut Commit| commit.documents.push(document.clone());
        let command = Command::Free { release: digest };
        Ok(self.execute(lender, contract.id, command, &amend).await?)
    }
}

fn verify(lender: &LenderContext, bytes: &[u8]) -> Result<Verified<Release>, Problem> {
    let parsed = Parsed::<Release>::parse(bytes).map_err(|error| fault(&error.to_string()))?;
    let verified = lender.authority.trust().verify(parsed, Role::Ombudsman);
    verified.map(|(release, _)| release).map_err(|error| fault(&error.to_string()))
}

fn is_about(release: &Verified<Release>, contract: &Contract) -> bool {
    let (claims, body) = (release.claims(), release.body());
    claims.issuer == Party::Ombudsman
        && claims.subject == contract.id
        && claims.audience == Party::Device(contract.device.id)
        && Some(body.terms) == contract.accepted.map(|accepted| accepted.digest)
}

fn fault(detail: &str) -> Problem {
    Problem::invalid("release", detail)
}

/// The releases among a contract's documents, as a device is given them.
pub(crate) fn among(documents: &[DocumentRow]) -> Vec<minicbor::bytes::ByteVec> {
    let releases = documents.iter().filter(|document| document.kind == DOCUMENT_KIND);
    releases.map(|document| document.bytes.clone().into()).collect()
}
