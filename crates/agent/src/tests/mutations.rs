//! Well-formed and well-signed messages that say anything at all: no input panics, none takes the floor away,
//! and none restricts without a warrant that holds.

use jiff::Timestamp;
use jiff::civil::Date;
use minicbor::bytes::ByteVec;
use money::Money;
use policy::{Channel, Level, NoticeKey};
use proof::documents::{Delivery, Fact, NoticeOnDevice, Receipt};
use proof::{Digest, Unsigned};
use proptest::prelude::*;

use crate::Input;
use crate::testing::{Phone, Server, at, usd};

fn instant() -> impl Strategy<Value = Timestamp> {
    let (min, max) = (Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    let near = at("2026-02-19T15:00:00Z").as_second();
    prop_oneof![
        2 => near - 60 * 86_400..near + 60 * 86_400,
        1 => min..=max,
        1 => prop::sample::select(vec![min, max, 0, near]),
    ]
    .prop_map(|second| Timestamp::from_second(second).unwrap())
}

fn day() -> impl Strategy<Value = Date> {
    let due = ["2026-01-15", "2026-02-15", "-009999-01-01", "9999-12-31"].map(|day| day.parse().unwrap());
    prop_oneof![
        3 => prop::sample::select(due.to_vec()),
        1 => instant().prop_map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date()),
    ]
}

fn amount() -> impl Strategy<Value = Money> {
    prop_oneof![Just(usd(1_000)), Just(usd(0)), (-9_i64..9).prop_map(|n| usd(n * 100_000_000_000_000))]
}

fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::ALL.to_vec())
}

/// What is changed in an otherwise good standing and its warrant.
#[derive(Debug, Clone)]
enum Change {
    IssuedAt(Timestamp),
    Level(Level),
    Seq(u64),
    Overdue(Money),
    OldestUnpaid(Option<Date>),
    Notice(Date, Money, u16),
    Window(Option<Timestamp>, Option<Timestamp>),
    WarrantLevel(Level),
    WarrantAmount(Money),
    Due(Date, Date),
    ReconciledTo(Timestamp),
    Plan(usize, Date, Money),
    Delivered(usize, Timestamp),
    Receipt(Timestamp, u64),
    NoWarrant,
    Quittance,
}

fn change() -> impl Strategy<Value = Change> {
    use Change as C;
    let maybe = || prop::option::of(instant());
    prop_oneof![
        instant().prop_map(C::IssuedAt),
        level().prop_map(C::Level),
        prop_oneof![any::<u64>(), 0_u64..9].prop_map(C::Seq),
        amount().prop_map(C::Overdue),
        prop::option::of(day()).prop_map(C::OldestUnpaid),
        (day(), amount(), 0_u16..9).prop_map(|(day, amount, cure)| C::Notice(day, amount, cure)),
        (maybe(), maybe()).prop_map(|(from, until)| C::Window(from, until)),
        level().prop_map(C::WarrantLevel),
        amount().prop_map(C::WarrantAmount),
        (day(), day()).prop_map(|(oldest, since)| C::Due(oldest, since)),
        instant().prop_map(C::ReconciledTo),
        (0_usize..12, day(), amount()).prop_map(|(n, due_on, amount)| C::Plan(n, due_on, amount)),
        (0_usize..2, instant()).prop_map(|(which, at)| C::Delivered(which, at)),
        (instant(), any::<u64>()).prop_map(|(at, counter)| C::Receipt(at, counter)),
        Just(C::NoWarrant),
        Just(C::Quittance),
    ]
}

/// A signed standing with these changes.
fn signed(server: &Server, seq: u64, changes: &[Change]) -> Vec<u8> {
    let lender = &server.lender;
    let now = at("2026-02-19T15:00:00Z");
    let (mut standing, mut warrant) =
        (lender.restricted(seq, Level::Limited, now), lender.warrant(Level::Locked, now));
    let mut has_warrant = true;
    for change in changes.iter().cloned() {
        let (s, w) = (&mut standing.body, &mut warrant.body);
        match change {
            Change::IssuedAt(at) => standing.claims.issued_at = at,
            Change::Level(level) => s.level = level,
            Change::Seq(seq) => s.seq = seq,
            Change::Overdue(amount) => s.overdue = amount,
            Change::OldestUnpaid(day) => s.oldest_unpaid_due_on = day,
            Change::Notice(delinquent_since, amount, cure_days) => {
                let key = NoticeKey("first".to_owned());
                s.notices.push(NoticeOnDevice { key, delinquent_since, amount, cure_days });
            }
            Change::Window(from, until) => {
                (warrant.claims.not_before, warrant.claims.expires_at) = (from, until);
            }
            Change::WarrantLevel(level) => w.level = level,
            Change::WarrantAmount(amount) => w.amount = amount,
            Change::Due(oldest, since) => (w.oldest_due_on, w.delinquent_since) = (oldest, since),
            Change::ReconciledTo(at) => w.reconciled_to = at,
            Change::Plan(n, due_on, amount) => {
                let plan = w.plan.get_or_insert_with(|| lender.terms.installments.clone());
                (plan[n].due_on, plan[n].amount) = (due_on, amount);
            }
            Change::Delivered(which, at) => w.notices[which].delivered_at = at,
            Change::Receipt(at, counter) => {
                let receipt = lender.receipt("final", counter, at).sign(&lender.device_key);
                let delivery = &mut w.notices[1].deliveries[0];
                (delivery.at, delivery.receipt) = (at, Some(ByteVec::from(receipt)));
            }
            Change::NoWarrant => has_warrant = false,
            Change::Quittance => s.quittance = Some(lender.quittance(now).sign(&lender.key).into()),
        }
    }
    lender.enclose(&mut standing.body, &warrant, &lender.key);
    if !has_warrant {
        standing.body.warrant = None;
    }
    standing.sign(&lender.key)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_lender_signs(
        lives in prop::collection::vec((prop::collection::vec(change(), 0..4), instant(), 0_u64..10, any::<bool>()), 1..12),
    ) {
        let mut server = Server::new(at("2026-02-19T15:00:00Z"));
        let mut phone = Phone::enrolled(&mut server);
        for (n, (changes, now, days, as_answer)) in lives.into_iter().enumerate() {
            let bytes = signed(&server, u64::try_from(n).unwrap() + 2, &changes);
            if as_answer {
                server.now = now;
                (server.seq, server.standing) = (u64::MAX, bytes);
                phone.exchange_once(&mut server);
            } else {
                phone.feed(Input::Pushed(&bytes));
            }
            let agent = &phone.agent;
            let (level, now) = (agent.level(), agent.trusted_time().unwrap());
            if level > Level::None && agent.screen().kind != crate::ScreenKind::Silence {
                // Every date of the one good warrant is of this week.
                prop_assert!(level <= agent.wanted() && agent.screen().proof.is_some());
                prop_assert!(now >= at("2026-02-19T15:00:00Z"));
            }
            phone.pass(days * 86_400);
            phone.restart(&server);
        }
    }

    #[test]
    fn whatever_a_receipt_in_a_warrant_says(at_: Option<bool>, counter: u64, seq: u64, garbage: Vec<u8>) {
        let mut server = Server::new(at("2026-02-19T15:00:00Z"));
        let mut phone = Phone::enrolled(&mut server);
        let lender = &server.lender;
        let mut receipt: Unsigned<Receipt> = lender.receipt("final", counter, at("2026-01-29T12:00:00Z"));
        (receipt.body.standing_seq, receipt.body.previous) = (seq, Digest([7; 32]));
        let is_good = at_.is_none();
        let bytes = match at_ {
            None => receipt.sign(&lender.device_key),
            Some(true) => {
                receipt.body.fact = Fact::SilenceNoticeShown;
                receipt.sign(&lender.device_key)
            }
            Some(false) => garbage,
        };
        let mut warrant = lender.warrant(Level::Locked, server.now);
        let delivery = Delivery { receipt: Some(bytes.into()), ..warrant.body.notices[1].deliveries[0].clone() };
        prop_assert_eq!(delivery.channel, Channel::OnDevice);
        warrant.body.notices[1].deliveries[0] = delivery;
        let mut standing = lender.restricted(2, Level::Locked, server.now);
        lender.enclose(&mut standing.body, &warrant, &lender.key);
        phone.feed(Input::Pushed(&standing.sign(&lender.key)));
        prop_assert_eq!(phone.agent.level() == Level::Locked, is_good);
    }
}
