//! One test for each check on a standing: it fails that check and no other.

use ident::{ContractId, DeviceId, LenderId};
use jiff::Timestamp;
use policy::Level;
use proof::documents::Standing;
use proof::{Digest, Party, Unsigned};

use super::failing;
use crate::Check;
use crate::checks::standing::{Case, outcomes};
use crate::testing::{Lender, at, usd};

struct Bench {
    standing: Unsigned<Standing>,
    seq: u64,
    before: Level,
    fresh: Option<Timestamp>,
    is_released: bool,
}

fn attacked(attack: impl FnOnce(&mut Bench)) -> Vec<Check> {
    let lender = Lender::new();
    let now = at("2026-02-19T15:00:00Z");
    let standing = lender.restricted(7, Level::Reminder, now);
    let mut bench = Bench { standing, seq: 6, before: Level::None, fresh: Some(now), is_released: false };
    attack(&mut bench);
    let standing = lender.signed(&bench.standing);
    let Bench { seq, before, fresh, is_released, .. } = bench;
    failing(outcomes(&Case { pin: &lender.pin(), standing: &standing, seq, before, fresh, is_released }))
}

macro_rules! attacks {
    ($($name:ident: $check:ident = $attack:expr;)+) => {
        $(#[test] fn $name() { assert_eq!(attacked($attack), [Check::$check]); })+

        #[test]
        fn every_check_has_its_attack() {
            let lender = Lender::new();
            let standing = lender.signed(&lender.standing(7, at("2026-02-19T15:00:00Z")));
            let (pin, before) = (lender.pin(), Level::None);
            let case = Case { pin: &pin, standing: &standing, seq: 6, before, fresh: None, is_released: false };
            let all: Vec<_> = outcomes(&case).map(|(check, _)| check).collect();
            assert_eq!(all, [$(Check::$check),+]);
        }
    };
}

#[test]
fn a_good_one_passes() {
    assert_eq!(attacked(|_| ()), []);
    // A pushed one may be from any time: nothing says what time it is.
    assert_eq!(attacked(|b| (b.fresh, b.standing.claims.issued_at) = (None, at("2030-01-01T00:00:00Z"))), []);
}

attacks! {
    issuer: StandingIssuer = |b| b.standing.claims.issuer = Party::Lender(LenderId::new(2, [9; 10]));
    subject: StandingSubject = |b| b.standing.claims.subject = ContractId::new(2, [9; 10]);
    audience: StandingAudience = |b| b.standing.claims.audience = Party::Device(DeviceId::new(2, [9; 10]));
    terms: StandingTerms = |b| b.standing.body.terms = Digest([9; 32]);
    older: StandingOlder = |b| b.seq = 8;
    twin: StandingTwin = |b| b.seq = 7;
    future: StandingFuture = |b| b.standing.claims.issued_at = at("2026-02-19T15:05:01Z");
    amounts: StandingAmounts = |b| b.standing.body.outstanding = usd(-1);
    released: StandingReleased = |b| b.is_released = true;
    no_warrant: WarrantMissing = |b| b.standing.body.warrant = None;
    leap: StandingLeap = |b| b.standing.body.seq = b.seq + (1 << 32) + 1;
    nothing_overdue: StandingOverdue = |b| b.standing.body.overdue = usd(0);
}

#[test]
fn what_only_concerns_restrictions_refuses_no_release() {
    type Attack = fn(&mut Bench);
    let attacks: [Attack; 6] = [
        |b| b.standing.body.terms = Digest([9; 32]),
        |b| b.standing.claims.issued_at = at("2027-02-19T15:05:01Z"),
        |b| b.standing.body.outstanding = usd(-1),
        |b| b.standing.body.warrant = None,
        |b| b.standing.body.overdue = usd(0),
        |b| b.seq = 7,
    ];
    for attack in attacks {
        for (before, level) in [(Level::Locked, Level::None), (Level::Locked, Level::Limited)] {
            let lower = |b: &mut Bench| {
                (b.before, b.standing.body.level) = (before, level);
                attack(b);
            };
            assert_eq!(attacked(lower), []);
        }
        assert_eq!(attacked(attack).len(), 1);
    }
    assert_eq!(attacked(|b| (b.seq, b.standing.body.level) = (7, Level::None)), [Check::StandingTwin]);
}

#[test]
fn amounts_of_another_currency() {
    let yen = || money::Money::from_minor(1, "JPY".parse().unwrap()).unwrap();
    assert_eq!(attacked(|b| b.standing.body.outstanding = yen()), [Check::StandingAmounts]);
    let next = |b: &mut Bench| b.standing.body.next_due.as_mut().unwrap().amount = yen();
    assert_eq!(attacked(next), [Check::StandingAmounts]);
}
