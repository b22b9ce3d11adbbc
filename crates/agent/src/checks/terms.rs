use std::collections::BTreeSet;

use ident::{ContractId, DeviceId, Imei, LenderId};
use jiff::tz::TimeZone;
use proof::documents::Terms;
use proof::{Party, Verified};

use super::Check;

/// Signed terms and what the grant and the hardware say.
pub(crate) struct Case<'a> {
    pub(crate) terms: &'a Verified<Terms>,
    pub(crate) lender: LenderId,
    pub(crate) device: DeviceId,
    pub(crate) contract: ContractId,
    pub(crate) imeis: &'a [Imei],
}

type Rule = (Check, fn(&Case<'_>) -> bool);

/// Numbers 65 to 69.
const RULES: &[Rule] = &[
    (Check::TermsParties, |c| {
        let claims = c.terms.claims();
        claims.issuer == Party::Lender(c.lender)
            && claims.subject == c.contract
            && claims.audience == Party::Device(c.device)
    }),
    (Check::TermsDevice, |c| {
        let mine: BTreeSet<_> = c.imeis.iter().collect();
        !mine.is_empty() && mine == c.terms.body().imeis.iter().collect()
    }),
    (Check::TermsPack, |c| c.terms.body().pack.check().is_ok()),
    (Check::TermsTimeZone, |c| TimeZone::get(&c.terms.body().time_zone).is_ok()),
    (Check::TermsAmounts, |c| {
        let terms = c.terms.body();
        let currency = terms.price.currency();
        !terms.installments.is_empty()
            && terms.installments.iter().all(|i| i.amount.is_positive() && i.amount.currency() == currency)
    }),
];

/// Of these, what terms say of themselves, without a grant and a phone to compare them with.
pub(crate) fn of_itself(terms: &Verified<Terms>) -> impl Iterator<Item = (Check, bool)> {
    let claims = terms.claims();
    let parties = match (claims.issuer, claims.audience) {
        (Party::Lender(lender), Party::Device(device)) => Some((lender, device)),
        _ => None,
    };
    let case = parties.map(|(lender, device)| Case {
        terms,
        lender,
        device,
        contract: claims.subject,
        imeis: &terms.body().imeis,
    });
    let outcomes = case.map(|case| outcomes(&case).collect::<Vec<_>>());
    outcomes.unwrap_or_else(|| vec![(Check::TermsParties, false)]).into_iter()
}

/// Each check and whether it holds, in order.
pub(crate) fn outcomes(case: &Case<'_>) -> impl Iterator<Item = (Check, bool)> {
    RULES.iter().map(move |(check, holds)| (*check, holds(case)))
}
