use std::collections::BTreeSet;

use proof::session::Hello;
use servicing::Contract;

use super::refusal::Refusal;

/// Whether a hello comes from the hardware that the contract finances: the same IMEIs, all of them, and the
/// same serial number. The model's name is no identity: makers write it in many ways.
pub(super) fn check_hardware(hello: &Hello, contract: &Contract) -> Result<(), Refusal> {
    let stated: BTreeSet<_> = hello.imeis.iter().collect();
    let financed: BTreeSet<_> = contract.device.imeis.iter().collect();
    if stated == financed && hello.serial == contract.device.serial {
        Ok(())
    } else {
        Err(Refusal::OtherDevice)
    }
}

/// Whether a hello is signed by the key that the contract's device enrolled with.
pub(super) fn check_key(hello: &Hello, contract: &Contract) -> Result<(), Refusal> {
    let enrolled = contract.device.enrolled.as_ref().ok_or(Refusal::UnknownDevice)?;
    if enrolled.key == hello.device_key { Ok(()) } else { Err(Refusal::OtherDevice) }
}
