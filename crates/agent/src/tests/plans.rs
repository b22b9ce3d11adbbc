//! A plan in the warrant: the phone restricts by its dates when it asks for no more than the terms, and by no other.

use jiff::ToSpan as _;
use jiff::civil::Date;
use policy::{Channel, Level, NoticeKey};
use proof::Unsigned;
use proof::documents::{Delivery, Fact, NoticeEvidence, Standing, TermsInstallment, Warrant};

use crate::testing::{Lender, Phone, Server, at, day, sms, usd};
use crate::{Check, Input};

/// A payment holiday of five days in January: the terms' due dates, each five days later.
const FIRST: &str = "2026-01-20";
const NOW: &str = "2026-02-24T15:00:00Z";

fn later(lender: &Lender) -> Vec<TermsInstallment> {
    let mut plan = lender.terms.installments.clone();
    plan.iter_mut().for_each(|installment| installment.due_on = installment.due_on.saturating_add(5.days()));
    plan
}

/// Shown on the phone for the plan's first due date.
fn shown(lender: &Lender, key: &str, counter: u64, at: &str) -> Delivery {
    let at = crate::testing::at(at);
    let mut receipt = lender.receipt(key, counter, at);
    receipt.body.fact =
        Fact::NoticeShown { key: NoticeKey(key.to_owned()), delinquent_since: FIRST.parse().unwrap() };
    let receipt = Some(receipt.sign(&lender.device_key).into());
    Delivery { channel: Channel::OnDevice, at, receipt, reference: None }
}

fn notice(key: &str, deliveries: Vec<Delivery>) -> NoticeEvidence {
    NoticeEvidence { key: NoticeKey(key.to_owned()), delivered_at: deliveries[0].at, deliveries }
}

/// A lock for the plan's first due date, with everything that it needs.
fn locked(server: &Server, change: impl FnOnce(&mut Warrant)) -> Vec<u8> {
    let (lender, now) = (&server.lender, at(NOW));
    let mut warrant: Unsigned<Warrant> = lender.warrant(Level::Locked, now);
    let first: Date = day(FIRST);
    (warrant.body.oldest_due_on, warrant.body.delinquent_since) = (first, first);
    let early = "2026-01-25T12:00:00Z";
    warrant.body.notices = vec![
        notice("first", vec![sms(at(early)), shown(lender, "first", 1, early)]),
        notice("final", vec![shown(lender, "final", 2, "2026-02-03T12:00:00Z")]),
    ];
    warrant.body.plan = Some(later(lender));
    change(&mut warrant.body);
    let mut standing: Unsigned<Standing> = lender.standing(2, now);
    standing.body.level = Level::Locked;
    lender.enclose(&mut standing.body, &warrant, &lender.key);
    standing.sign(&lender.key)
}

fn stage() -> (Server, Phone) {
    let mut server = Server::new(at(NOW));
    let phone = Phone::enrolled(&mut server);
    (server, phone)
}

#[test]
fn a_plans_day_restricts_with_the_plan_and_not_without() {
    let (server, mut phone) = stage();
    phone.feed(Input::Pushed(&locked(&server, |warrant| warrant.plan = None)));
    assert_eq!((phone.agent.level(), &phone.refused[..]), (Level::None, &[Check::WarrantDueDate][..]));
    phone.feed(Input::Pushed(&locked(&server, |_| ())));
    assert_eq!((phone.agent.level(), &phone.refused[..]), (Level::Locked, &[][..]));
    phone.restart(&server);
    assert_eq!(phone.agent.level(), Level::Locked, "what was kept is checked again");
}

/// Whoever has the command key can sign any plan. None that asks for more, or sooner, restricts anything.
#[test]
fn a_forged_plan_restricts_nothing() {
    type Forgery = fn(&mut Vec<TermsInstallment>);
    let forgeries: [Forgery; 8] = [
        // More than the terms by a day, made up for later.
        |plan| (plan[3].amount, plan[4].amount) = (usd(1_500), usd(500)),
        |plan| plan[11].amount = usd(1_100),
        // Before there was anything to pay, a cent.
        |plan| {
            let cent =
                TermsInstallment { number: 1, due_on: day("2026-01-14"), amount: usd(1), interest: usd(0) };
            plan.insert(0, cent);
        },
        |plan| plan[5].due_on = day("2026-06-13"),
        |plan| plan.swap(0, 1),
        |plan| plan[2].amount = money::Money::from_minor(1, "JPY".parse().unwrap()).unwrap(),
        |plan| plan[2].amount = usd(0),
        |plan| {
            let last = plan[11].due_on;
            plan.extend((1..=600).map(|n: i64| TermsInstallment {
                number: 1,
                due_on: last.saturating_add(n.days()),
                amount: usd(1),
                interest: usd(0),
            }));
        },
    ];
    for (n, forge) in forgeries.into_iter().enumerate() {
        let (server, mut phone) = stage();
        let forged = locked(&server, |warrant| warrant.plan.iter_mut().for_each(forge));
        phone.feed(Input::Pushed(&forged));
        assert_eq!(
            (phone.agent.level(), &phone.refused[..]),
            (Level::None, &[Check::WarrantPlan][..]),
            "{n}"
        );
    }
}

/// A thief defers nearly all for decades, at interest that makes a fortune of it, and demands the fortune now.
#[test]
fn a_plan_is_no_way_to_demand_more() {
    let (server, mut phone) = stage();
    let fortune = |plan: &mut Vec<TermsInstallment>| {
        plan.truncate(1);
        let (first, last) = (plan[0].clone(), day("2056-01-20"));
        (plan[0].amount, plan[0].interest) = (usd(1), usd(0));
        plan.push(TermsInstallment { number: 2, due_on: last, amount: usd(100_000), ..first });
    };
    let demand = |amount| {
        locked(&server, |warrant| {
            warrant.plan.iter_mut().for_each(fortune);
            warrant.amount = usd(amount);
        })
    };
    phone.feed(Input::Pushed(&demand(12_001)));
    assert_eq!((phone.agent.level(), &phone.refused[..]), (Level::None, &[Check::WarrantAmount][..]));
    phone.feed(Input::Pushed(&demand(12_000)));
    assert_eq!(phone.agent.level(), Level::Locked, "as much as without a plan");
}

/// Notices of a delinquency under the old dates are no notices for the plan's.
#[test]
fn old_notices_do_not_carry_over() {
    let (server, mut phone) = stage();
    let old = server.lender.warrant(Level::Locked, at(NOW)).body.notices;
    phone.feed(Input::Pushed(&locked(&server, |warrant| warrant.notices = old)));
    assert_eq!(phone.agent.level(), Level::None);
    assert!(matches!(phone.refused[..], [Check::NoticeEarly | Check::NoticeReceipt]), "{:?}", phone.refused);
}
