//! One test for each check on a quittance.

use ident::ContractId;
use policy::Level;
use proof::documents::Quittance;
use proof::{Digest, Unsigned};

use super::failing;
use crate::Check;
use crate::checks::quittance::{Case, outcomes};
use crate::testing::{Lender, at};

fn attacked(attack: impl FnOnce(&mut Unsigned<Quittance>, &mut Level)) -> Vec<Check> {
    let lender = Lender::new();
    let (mut quittance, mut level) = (lender.quittance(at("2026-12-15T15:00:00Z")), Level::None);
    attack(&mut quittance, &mut level);
    let quittance = lender.signed(&quittance);
    failing(outcomes(&Case { pin: &lender.pin(), quittance: &quittance, level }))
}

#[test]
fn a_good_one_passes() {
    assert_eq!(attacked(|_, _| ()), []);
}

#[test]
fn parties() {
    assert_eq!(attacked(|q, _| q.claims.subject = ContractId::new(2, [9; 10])), [Check::QuittanceParties]);
    assert_eq!(attacked(|q, _| q.claims.audience = q.claims.issuer), [Check::QuittanceParties]);
    assert_eq!(attacked(|q, _| q.claims.issuer = q.claims.audience), [Check::QuittanceParties]);
}

#[test]
fn terms() {
    assert_eq!(attacked(|q, _| q.body.terms = Digest([9; 32])), [Check::QuittanceTerms]);
}

#[test]
fn device() {
    assert_eq!(attacked(|q, _| q.body.imeis.truncate(1)), [Check::QuittanceDevice]);
}

#[test]
fn level() {
    assert_eq!(attacked(|_, level| *level = Level::Reminder), [Check::QuittanceLevel]);
}
