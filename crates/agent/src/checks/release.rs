use proof::documents::Release;
use proof::{Party, Verified};

use super::Check;
use crate::pin::Pin;

/// Number 132: whether the ombudsman's release is for this device and contract.
pub(crate) fn is_for(pin: &Pin, release: &Verified<Release>) -> Result<(), Check> {
    let claims = release.claims();
    let is_mine = claims.issuer == Party::Ombudsman
        && claims.subject == pin.contract
        && claims.audience == Party::Device(pin.device)
        && release.body().terms == pin.digest();
    if is_mine { Ok(()) } else { Err(Check::ReleaseParties) }
}
