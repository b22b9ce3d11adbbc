//! One test for each check on a standing: it fails that check and no other.

use ident::{ContractId, DeviceId, LenderId};
use jiff::Timestamp;
use policy::Level;
use proof::documents::Standing;
use proof::{Digest, Party, Unsigned, Verified};

use super::failing;
use crate::Check;
use crate::checks::standing::{Case, outcomes};
use crate::pin::Pin;
use crate::testing::{Lender, at, usd};

struct Bench {
    standing: Unsigned<Standing>,
    seq: u64,
    confirmed: u64,
    before: Level,
    fresh: Option<Timestamp>,
    is_released: bool,
    is_final: bool,
}

fn attacked(attack: impl FnOnce(&mut Bench)) -> Vec<Check> {
    let lender = Lender::new();
    let now = at("2026-02-19T15:00:00Z");
    let standing = lender.restricted(7, Level::Reminder, now);
    let mut bench = Bench {
        standing,
        seq: 6,
        confirmed: 6,
        before: Level::None,
        fresh: Some(now),
        is_released: false,
        is_final: false,
    };
    attack(&mut bench);
    let standing = lender.signed(&bench.standing);
    failing(outcomes(&case(&lender.pin(), &standing, &bench)))
}

fn case<'a>(pin: &'a Pin, standing: &'a Verified<Standing>, bench: &Bench) -> Case<'a> {
    let Bench { seq, confirmed, before, fresh, is_released, is_final, .. } = *bench;
    Case { pin, standing, seq, confirmed, before, fresh, is_released, is_final }
}

macro_rules! attacks {
    ($($name:ident: $check:ident = $attack:expr;)+) => {
        $(#[test] fn $name() { assert_eq!(attacked($attack), [Check::$check]); })+

        #[test]
        fn every_check_has_its_attack() {
            let lender = Lender::new();
            let unsigned = lender.standing(7, at("2026-02-19T15:00:00Z"));
            let (pin, signed) = (lender.pin(), lender.signed(&unsigned));
            let bench = Bench {
                standing: unsigned,
                seq: 6,
                confirmed: 6,
                before: Level::None,
                fresh: None,
                is_released: false,
                is_final: false,
            };
            let all: Vec<_> = outcomes(&case(&pin, &signed, &bench)).map(|(check, _)| check).collect();
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
    unconfirmed: StandingUnconfirmed = |b| (b.fresh, b.standing.body.seq) = (None, b.confirmed + (1 << 16) + 1);
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

/// A number that nobody confirmed keeps no release back.
#[test]
fn numbers_do_not_keep_a_release_back() {
    type Number = fn(&mut Bench);
    let older: Number = |b| b.seq = 8;
    let twin: Number = |b| b.seq = 7;
    let leap: Number = |b| b.standing.body.seq = u64::MAX;
    let far: Number = |b| (b.fresh, b.standing.body.seq) = (None, b.confirmed + (1 << 16) + 1);
    for number in [older, twin, leap, far] {
        let last = |b: &mut Bench| {
            (b.is_final, b.standing.body.level, b.before) = (true, Level::None, Level::Locked);
            number(b);
            (b.fresh, b.before) = (None, Level::None);
        };
        assert_eq!(attacked(last), [], "a quittance counts whatever its number");
    }
    // Below the number in force: said by the server now it counts, kept by somebody since then it does not.
    let lower = |b: &mut Bench| (b.seq, b.before, b.standing.body.level) = (8, Level::Locked, Level::Limited);
    assert_eq!(attacked(lower), []);
    let replayed = |b: &mut Bench| {
        lower(b);
        b.fresh = None;
    };
    assert_eq!(attacked(replayed), [Check::StandingOlder]);
    let farthest = |b: &mut Bench| (b.fresh, b.standing.body.seq) = (None, b.confirmed + (1 << 16));
    assert_eq!(attacked(farthest), []);
}

#[test]
fn amounts_of_another_currency() {
    let yen = || money::Money::from_minor(1, "JPY".parse().unwrap()).unwrap();
    assert_eq!(attacked(|b| b.standing.body.outstanding = yen()), [Check::StandingAmounts]);
    let next = |b: &mut Bench| b.standing.body.next_due.as_mut().unwrap().amount = yen();
    assert_eq!(attacked(next), [Check::StandingAmounts]);
}
