//! The model can fail: without any one of its rules the checker finds the very property that the rule is there for
//! broken.

#![expect(clippy::panic, reason = "test helpers")]

use std::collections::BTreeSet;

use model::properties::{
    CODE, CODE_ONCE, FINAL, FLOOR, FRESH, LOGGED, NEVER_LOCKED, NEWEST, NOTICE, OMBUDSMAN, ORDER_LOGGED,
    PAID, PAYMENT, QUITTANCE, RELEASED, SILENCE, WARRANT,
};
use model::{Bounds, Protocol, Rule, Rules};
use stateright::{Checker as _, HasDiscoveries, Model as _};

/// Each rule, the property that falls without it, and what must be allowed to happen for that.
const CASES: [(Rule, &str, Bounds); 34] = [
    (Rule::Audience, WARRANT, Bounds::QUIET),
    (Rule::NumberRises, NEWEST, Bounds::QUIET),
    (Rule::TwinLowers, NEWEST, Bounds::THIEF),
    (Rule::AnswerLowers, PAID, Bounds::THIEF),
    (Rule::QuittanceCounts, FINAL, Bounds::THIEF),
    (Rule::PushDoubted, PAID, Bounds::THIEF),
    (Rule::NumberKept, NEWEST, Bounds::OWNER),
    (Rule::WarrantDemanded, WARRANT, Bounds::THIEF),
    (Rule::WarrantLevel, WARRANT, Bounds::THIEF),
    (Rule::WarrantExpires, WARRANT, Bounds::QUIET),
    (Rule::WarrantWindow, WARRANT, Bounds::THIEF),
    (Rule::DaysPastDue, WARRANT, Bounds::THIEF),
    (Rule::NoticeShown, NOTICE, Bounds::THIEF),
    (Rule::NoticeCure, NOTICE, Bounds::THIEF),
    (Rule::NoticeCured, NOTICE, Bounds::THIEF),
    (Rule::LogProof, LOGGED, Bounds::THIEF),
    (Rule::Released, RELEASED, Bounds::THIEF),
    (Rule::PackChecked, FLOOR, Bounds::QUIET),
    (Rule::SilenceLimited, NEVER_LOCKED, Bounds::QUIET),
    (Rule::SilenceNotice, SILENCE, Bounds::OWNER),
    (Rule::ContactEndsSilence, SILENCE, Bounds::QUIET),
    (Rule::ContactKept, SILENCE, Bounds::OWNER),
    (Rule::TrustedTime, SILENCE, Bounds::OWNER),
    (Rule::NonceOnce, FRESH, Bounds::QUIET),
    (Rule::CodeOnce, CODE_ONCE, Bounds::HELP),
    (Rule::CodeFrees, CODE, Bounds::HELP),
    (Rule::OmbudsmanFrees, OMBUDSMAN, Bounds::HELP),
    (Rule::PaymentLifts, PAYMENT, Bounds::QUIET),
    (Rule::PaymentLifts, PAID, Bounds::QUIET),
    (Rule::ToldAmountLifts, PAYMENT, Bounds::QUIET),
    (Rule::ReleaseNeverWaits, PAYMENT, Bounds::QUIET),
    (Rule::OrderWaits, ORDER_LOGGED, Bounds::QUIET),
    (Rule::QuittanceIssued, QUITTANCE, Bounds::QUIET),
    (Rule::QuittanceStays, RELEASED, Bounds::OWNER),
];

/// How the property is broken, in as few steps as possible.
fn counterexample(rule: Rule, property: &'static str, bounds: Bounds) -> String {
    let model = Protocol { rules: Rules::without(rule), ..Protocol::new(bounds) };
    let only = HasDiscoveries::AnyOf(BTreeSet::from([property]));
    let checker = model.checker().finish_when(only).spawn_bfs().join();
    let Some(path) = checker.discovery(property) else {
        panic!("nobody misses `{}`: {property} holds without it", rule.description());
    };
    format!("{:?}", path.into_actions())
}

#[test]
fn each_rule_is_missed() {
    for (rule, property, bounds) in CASES {
        let steps = counterexample(rule, property, bounds);
        println!("without {rule:?}: {property}\n    {steps}");
    }
}

#[test]
fn every_rule_has_its_case() {
    let cases = CASES.map(|(rule, ..)| rule);
    assert!(Rule::ALL.iter().all(|rule| cases.contains(rule)), "{cases:?}");
}

#[test]
fn every_property_can_fall() {
    let cases = CASES.map(|(_, property, _)| property);
    let all = model::properties::all();
    let invariants = all.iter().filter(|property| property.expectation.discovery_is_failure());
    let unbroken: Vec<_> =
        invariants.map(|property| property.name).filter(|name| !cases.contains(name)).collect();
    assert!(unbroken.is_empty(), "{unbroken:?}");
}
