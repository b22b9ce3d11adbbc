use minicbor::bytes::ByteVec;
use proof::evidence::Evidence;

use crate::accept::Accepted;
use crate::agent::Agent;

impl Agent {
    /// A file with what the device holds: who may sign, its terms, the standing in force with its warrant, proof and
    /// quittance, and its last receipts. Whoever has it can check why the device does what it does, also when no
    /// server is there any more. Nothing for a device without a contract.
    #[must_use]
    pub fn evidence(&self) -> Option<Evidence> {
        let (pin, trust) = self.pin.as_ref().zip(self.trust.as_ref())?;
        let (root, roster) = trust.to_bytes();
        let accepted = self.accepted.as_ref();
        let body = accepted.map(Accepted::body);
        let inner = body.into_iter().flat_map(|body| [&body.warrant, &body.quittance]).flatten().cloned();
        let standing = accepted.map(|accepted| accepted.standing().bytes().to_vec());
        let terms = ByteVec::from(pin.terms.bytes().to_vec());
        let documents = [terms].into_iter().chain(inner).chain(standing.map(ByteVec::from));
        let proof = body.and_then(|body| body.log_proof.as_ref());
        let proof = proof.and_then(|proof| std::str::from_utf8(proof).ok()).map(str::to_owned);
        Some(Evidence {
            roots: vec![root.into()],
            rosters: vec![roster.into()],
            documents: documents.chain(self.durable.get().receipts.next()).collect(),
            proofs: proof.into_iter().collect(),
            device_keys: vec![pin.device_key],
            ..Evidence::new()
        })
    }
}
