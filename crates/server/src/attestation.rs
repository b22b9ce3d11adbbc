use attest::{Attested, Maker, Roots};
use jiff::Timestamp;
use proof::Digest;
use proof::session::Hello;
use serde::{Deserialize, Serialize};
use store::rows::DocumentRow;

use crate::{App, LenderContext};

/// Whether a lender's phones must prove by their maker's certificates which hardware they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttestationRule {
    /// No phone enrolls without.
    Required,
    /// A phone that has it is held to it, and the certificates are kept; one without enrolls too.
    #[default]
    Recorded,
    /// Not looked at.
    Off,
}

/// Why a hello's key is not proved to be a phone's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AttestationFault {
    #[error("the phone sends no certificates of its maker")]
    Missing,
    #[error(transparent)]
    Chain(#[from] attest::Fault),
    #[error("the certificates are for another key than the one that signs")]
    OtherKey,
    #[error("the key was not made as a device key of this protocol")]
    OtherPurpose,
}

/// The document kind of kept certificates.
pub(crate) const DOCUMENT_KIND: &str = "attestation";

fn certificates(hello: &Hello) -> Option<Vec<&[u8]>> {
    Some(hello.attestation.as_ref()?.iter().map(|certificate| certificate.as_slice()).collect())
}

/// Checks the maker's word for the key that a hello is signed with.
pub(crate) fn prove(hello: &Hello, roots: &Roots, now: Timestamp) -> Result<Attested, AttestationFault> {
    let chain = certificates(hello).ok_or(AttestationFault::Missing)?;
    let attested = attest::verify(&chain, roots, now)?;
    if attested.key != hello.device_key {
        return Err(AttestationFault::OtherKey);
    }
    if attested.is_device_key() { Ok(attested) } else { Err(AttestationFault::OtherPurpose) }
}

/// What a kept document's bytes are.
pub(crate) fn media_type(kind: &str) -> &'static str {
    if kind == DOCUMENT_KIND { "application/pem-certificate-chain" } else { "application/cose" }
}

/// The certificates of a hello as evidence: a PEM file.
pub(crate) fn document(hello: &Hello, contract: ident::ContractId, now: Timestamp) -> Option<DocumentRow> {
    let chain: Vec<&[u8]> = certificates(hello)?;
    let pem = attest::to_pem(&chain);
    let digest = *Digest::of(pem.as_bytes()).as_bytes();
    Some(DocumentRow { contract, kind: DOCUMENT_KIND.to_owned(), digest, bytes: pem.into_bytes(), at: now })
}

impl App {
    /// The makers that are believed for a lender's phones: those of the installation, and for a test lender the
    /// maker of virtual phones, whose seed anybody can read.
    pub(crate) fn makers(&self, lender: &LenderContext) -> Roots {
        let roots = self.config.attestation_roots.clone();
        if !lender.is_test() {
            return roots;
        }
        match Maker::of_virtual_phones().map(|maker| maker.roots()) {
            Ok(Ok(virtual_phones)) => roots.and(&virtual_phones),
            _ => roots,
        }
    }
}
