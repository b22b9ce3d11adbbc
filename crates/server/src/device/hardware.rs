use std::collections::BTreeSet;

use attest::Attested;
use ident::Imei;
use jiff::Timestamp;
use proof::session::Hello;
use servicing::Contract;
use store::rows::DocumentRow;

use super::refusal::Refusal;
use crate::attestation::{self, AttestationFault, AttestationRule};
use crate::{App, LenderContext};

/// What a hello proves about the hardware it comes from.
#[derive(Debug)]
pub(super) enum Hardware {
    /// Only that it holds its key.
    Claimed,
    /// Its maker vouches for key, IMEIs and serial number; the certificates, to keep.
    Attested(Box<DocumentRow>),
}

impl Hardware {
    /// Holds a hello to what its lender demands. Certificates that are good but name another phone than the
    /// financed one are refused under every rule that looks at them.
    pub(super) fn of(
        app: &App,
        hello: &Hello,
        (lender, contract): (&LenderContext, &Contract),
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let rule = lender.settings.attestation;
        if rule == AttestationRule::Off {
            return Ok(Self::Claimed);
        }
        match attestation::prove(hello, &app.makers(lender), now) {
            Ok(attested) => {
                check_financed(&attested, contract, rule)?;
                let document = attestation::document(hello, contract.id, now);
                Ok(document.map_or(Self::Claimed, |document| Self::Attested(Box::new(document))))
            }
            Err(fault) if rule == AttestationRule::Required => Err(Refusal::NotAttested(fault)),
            Err(AttestationFault::Missing) => Ok(Self::Claimed),
            Err(fault) => {
                tracing::info!(contract = %contract.id, %fault, "a phone's certificates prove nothing");
                Ok(Self::Claimed)
            }
        }
    }

    /// The certificates, to keep.
    pub(super) fn document(&self) -> Option<&DocumentRow> {
        match self {
            Self::Claimed => None,
            Self::Attested(document) => Some(document),
        }
    }
}

/// Whether the maker names the phone that the contract finances. What a maker does not attest says nothing; a
/// lender that demands attestation demands all of it.
fn check_financed(attested: &Attested, contract: &Contract, rule: AttestationRule) -> Result<(), Refusal> {
    let device = &contract.device;
    let imeis: BTreeSet<Imei> = attested.imeis.iter().copied().collect();
    let financed: BTreeSet<Imei> = device.imeis.iter().copied().collect();
    let is_silent = rule != AttestationRule::Required;
    let imeis_fit = imeis == financed || (imeis.is_empty() && is_silent);
    let serial_fits = attested.serial.as_ref().map_or(is_silent, |serial| *serial == device.serial);
    if imeis_fit && serial_fits { Ok(()) } else { Err(Refusal::OtherHardware) }
}
