use money::Money;
use proof::documents::{Quittance, Receipt, Release, Standing, Terms, Warrant};
use proof::evidence::Evidence;
use proof::keys::Signer as _;
use proof::plan::Agreed;
use proof::{Document, Parsed, Unsigned};

use crate::{Target, envelopes, target};

pub(crate) const TARGETS: &[Target] = &[
    target("terms", document::<Terms>),
    target("standing", document::<Standing>),
    target("warrant", warrant),
    target("receipt", document::<Receipt>),
    target("quittance", document::<Quittance>),
    target("release", document::<Release>),
    target("evidence", evidence),
];

/// As a whole document, and as the payload of a well-signed one.
fn document<D: Document>(bytes: &[u8]) {
    if let Ok(parsed) = Parsed::<D>::parse(bytes) {
        let _ = parsed.verify(&envelopes::lender().public_key());
    }
    if let Ok(unsigned) = Unsigned::<D>::from_payload(bytes) {
        assert_eq!(unsigned.payload(), bytes, "a payload has one encoding");
        let key = envelopes::lender();
        let whole = unsigned.sign(&key);
        let verified = Parsed::<D>::parse(&whole).and_then(|parsed| parsed.verify(&key.public_key()));
        assert!(
            verified.is_ok_and(|verified| verified.bytes() == whole && *verified.body() == unsigned.body),
            "what was signed can be read"
        );
    }
}

/// A plan in it is measured as a phone would.
fn warrant(bytes: &[u8]) {
    document::<Warrant>(bytes);
    let Ok(Unsigned { body, .. }) = Unsigned::<Warrant>::from_payload(bytes) else { return };
    let (Some(plan), Ok(rate)) = (body.plan, "1000".parse()) else { return };
    let agreed = Agreed::new(body.amount.currency(), &plan, rate, true);
    let mut more = plan.clone();
    if agreed.allows(&plan).is_ok()
        && let Some(first) = more.first_mut()
        && let Ok(amount) =
            Money::from_minor(2, first.amount.currency()).and_then(|two| first.amount.plus(two))
    {
        first.amount = amount;
        assert!(agreed.allows(&more).is_err(), "a plan is no more than itself");
    }
}

/// A file that anybody may hand to anybody.
fn evidence(bytes: &[u8]) {
    let _ = proof::media_type(bytes);
    if let Ok(evidence) = Evidence::parse(bytes) {
        assert_eq!(evidence.to_bytes(), bytes, "an evidence file has one encoding");
        for document in &evidence.documents {
            let _ = proof::media_type(document);
        }
    }
}
