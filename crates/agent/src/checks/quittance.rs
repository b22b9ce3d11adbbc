use std::collections::BTreeSet;

use policy::Level;
use proof::documents::Quittance;
use proof::{Party, Verified};

use super::Check;
use crate::pin::Pin;

/// A signed quittance and what the device knows.
pub(crate) struct Case<'a> {
    pub(crate) pin: &'a Pin,
    pub(crate) quittance: &'a Verified<Quittance>,
    /// The level of the standing it came in.
    pub(crate) level: Level,
}

type Rule = (Check, fn(&Case<'_>) -> bool);

/// Numbers 52 to 55.
const RULES: &[Rule] = &[
    (Check::QuittanceParties, |c| {
        let claims = c.quittance.claims();
        claims.issuer == Party::Lender(c.pin.lender)
            && claims.subject == c.pin.contract
            && claims.audience == Party::Device(c.pin.device)
    }),
    (Check::QuittanceTerms, |c| c.quittance.body().terms == c.pin.digest()),
    (Check::QuittanceDevice, |c| {
        let freed: BTreeSet<_> = c.quittance.body().imeis.iter().collect();
        freed == c.pin.body().imeis.iter().collect()
    }),
    (Check::QuittanceLevel, |c| c.level == Level::None),
];

/// Each check and whether it holds, in order.
pub(crate) fn outcomes(case: &Case<'_>) -> impl Iterator<Item = (Check, bool)> {
    RULES.iter().map(move |(check, holds)| (*check, holds(case)))
}
