use attest::{Maker, Roots, verify};
use jiff::Timestamp;

use crate::{Target, target};

pub(crate) const TARGETS: &[Target] =
    &[target("attestation", attestation), target("attestation-roots", roots)];

/// Certificates, each after two bytes that say how long it is.
fn attestation(bytes: &[u8]) {
    let mut rest = bytes;
    let mut chain: Vec<&[u8]> = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<2>() {
        let Some((certificate, after)) = after.split_at_checked(usize::from(u16::from_be_bytes(*length)))
        else {
            break;
        };
        chain.push(certificate);
        rest = after;
    }
    let Ok(now) = Timestamp::from_second(1_780_000_000) else { return };
    // The chain's own last certificate is believed: what it vouches for is read to the end.
    if let Some(last) = chain.last()
        && let Ok(roots) = Roots::from_der(&[last])
    {
        let _ = verify(&chain, &roots, now);
    }
    if let Ok(roots) = Maker::of_virtual_phones().map(|maker| maker.roots())
        && let Ok(roots) = roots
    {
        let _ = verify(&chain, &roots, now);
    }
}

fn roots(bytes: &[u8]) {
    let _ = Roots::from_pem(bytes);
    let _ = Roots::from_der(&[bytes]);
}
