//! One test for each check on the terms a grant brings.

use ident::{ContractId, Imei};
use policy::Floor;
use proof::Unsigned;
use proof::documents::Terms;

use super::failing;
use crate::Check;
use crate::checks::terms::{Case, outcomes};
use crate::testing::{Lender, usd};

fn attacked(attack: impl FnOnce(&mut Unsigned<Terms>)) -> Vec<Check> {
    let lender = Lender::new();
    let mut terms = lender.unsigned_terms();
    attack(&mut terms);
    let terms = lender.signed(&terms);
    let (device, contract) = (lender.device, lender.contract);
    failing(outcomes(&Case {
        terms: &terms,
        lender: lender.id,
        device,
        contract,
        imeis: &lender.terms.imeis,
    }))
}

#[test]
fn good_ones_pass() {
    assert_eq!(attacked(|_| ()), []);
    // The order of the IMEIs says nothing.
    assert_eq!(attacked(|t| t.body.imeis.reverse()), []);
}

#[test]
fn parties() {
    assert_eq!(attacked(|t| t.claims.subject = ContractId::new(2, [9; 10])), [Check::TermsParties]);
    assert_eq!(attacked(|t| t.claims.audience = t.claims.issuer), [Check::TermsParties]);
    assert_eq!(attacked(|t| t.claims.issuer = t.claims.audience), [Check::TermsParties]);
}

#[test]
fn another_device() {
    let other = Imei::from_body(35_000_000_000_002).unwrap();
    assert_eq!(attacked(|t| t.body.imeis[0] = other), [Check::TermsDevice]);
    assert_eq!(attacked(|t| t.body.imeis.push(other)), [Check::TermsDevice]);
    assert_eq!(attacked(|t| t.body.imeis.clear()), [Check::TermsDevice]);
}

#[test]
fn a_pack_without_floor() {
    assert_eq!(attacked(|t| t.body.pack.floor = Floor::default()), [Check::TermsPack]);
}

#[test]
fn a_pack_that_locks_without_notice() {
    assert_eq!(attacked(|t| t.body.pack.notices.clear()), [Check::TermsPack]);
}

#[test]
fn time_zone() {
    assert_eq!(attacked(|t| t.body.time_zone = "Mars/Olympus".to_owned()), [Check::TermsTimeZone]);
}

#[test]
fn amounts() {
    assert_eq!(attacked(|t| t.body.installments[3].amount = usd(0)), [Check::TermsAmounts]);
    assert_eq!(attacked(|t| t.body.installments.clear()), [Check::TermsAmounts]);
}
