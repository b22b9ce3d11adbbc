//! Decisions that were tampered with, each in one place: the audit refuses every one, and says why.

use jiff::SignedDuration;
use loan::TransactionBody;
use loan::restructure::{HolidayInterest, Restructuring};
use policy::{Floor, FloorItem, Level, Pack};
use proof::documents::TermsInstallment;
use servicing::audit::{Invariant, check};
use servicing::{Booking, Command, Contract, Decision, Hold, HoldKind, decide};

use crate::story::{Story, device_key, offer, usd};

/// The moment of the last step: the contract before, and the lawful decision that locks.
struct Locking {
    story: Story,
    before: Contract,
    decision: Decision,
    pack: Pack,
}

fn locking() -> Locking {
    let mut story = Story::under("house");
    story.until("2026-02-19", 8).expect(Level::Limited);
    story.now = story.contract.next_action_at.unwrap();
    let before = story.contract.clone();
    let wake = Command::Wake { reconciled_to: Some(story.now) };
    let decision = decide(&before, wake, &story.pack, story.now).unwrap();
    assert_eq!(decision.contract.restriction.level, Level::Locked);
    let pack = story.pack.clone();
    Locking { story, before, decision, pack }
}

impl Locking {
    fn broken(mut self, change: impl FnOnce(&mut Self)) -> (Invariant, &'static str) {
        assert_eq!(check(&self.before, &self.decision, &self.pack, self.story.now), Ok(()));
        change(&mut self);
        let violation = check(&self.before, &self.decision, &self.pack, self.story.now).unwrap_err();
        (violation.invariant, violation.detail)
    }
}

fn hours(count: i64) -> SignedDuration {
    SignedDuration::from_hours(count)
}

macro_rules! refuses {
    ($($name:ident: $invariant:ident, $detail:literal, $change:expr;)+) => {$(
        #[test]
        fn $name() {
            assert_eq!(locking().broken($change), (Invariant::$invariant, $detail));
        }
    )+};
}

refuses! {
    a_restriction_without_warrant: I1Warrant, "restricted without a warrant",
        |l| l.decision.contract.restriction.warrant = None;
    an_expired_warrant: I1Warrant, "the warrant is not valid now",
        |l| l.decision.contract.restriction.warrant.as_mut().unwrap().expires_at = l.story.now;
    a_warrant_for_too_long: I1Warrant, "the warrant is valid for longer than the pack allows", |l| {
        let term = l.decision.contract.restriction.warrant.as_mut().unwrap();
        term.expires_at = term.expires_at.checked_add(hours(1)).unwrap();
    };
    a_restriction_without_paper: I1Warrant, "restricted anew without a warrant to sign",
        |l| l.decision.warrant = None;
    a_warrant_for_a_lower_level: I1Warrant, "the warrant is for something else",
        |l| l.decision.warrant.as_mut().unwrap().body.level = Level::Limited;
    a_warrant_for_another_amount: I1Warrant, "the warrant is for something else",
        |l| l.decision.warrant.as_mut().unwrap().body.amount = usd(1);
    a_warrant_for_another_device: I1Warrant, "the warrant is for something else",
        |l| l.decision.warrant.as_mut().unwrap().body.device_key = proof::Digest([0; 32]);
    a_warrant_of_another_contract: I1Warrant, "the warrant is for something else",
        |l| l.decision.warrant.as_mut().unwrap().claims.subject = ident::ContractId::from_bytes([9; 16]);
    a_warrant_with_a_plan_that_nobody_agreed: I1Warrant, "the warrant carries another plan than the one that stands",
        |l| {
            let installments = l.decision.warrant.as_ref().unwrap().body.clone();
            l.decision.warrant.as_mut().unwrap().body.plan = Some(vec![TermsInstallment {
                number: 1, due_on: installments.oldest_due_on, amount: usd(10_000), interest: usd(0),
            }]);
        };
    an_amount_above_all_that_was_agreed: I1Warrant, "restricted for more than the terms and the plan come to, or twice the terms",
        |l| l.decision.contract.restriction.warrant.as_mut().unwrap().amount = usd(120_001);
    a_day_that_nothing_was_due: I1Warrant,
        "restricted for a day on which neither the terms nor the plan ask for anything",
        |l| {
            let day = l.story.contract.day(l.story.now);
            l.decision.contract.restriction.warrant.as_mut().unwrap().oldest_due_on = day;
        };
    a_device_that_never_enrolled: I1Warrant, "restricted before enrollment",
        |l| l.decision.contract.device.enrolled = None;
    a_pack_that_forbids_locking: I1Warrant, "the pack does not allow this level",
        |l| l.pack.locking_allowed = false;
    a_lock_before_its_day: I1Warrant, "restricted before the day past due that the pack demands",
        |l| l.pack.levels[2].from_dpd += 1;
    no_delinquency: I1Warrant, "restricted while nothing is owed",
        |l| l.decision.contract.delinquency = None;
    a_notice_never_issued: I2Notices, "restricted before a notice was issued",
        |l| drop(l.decision.contract.delinquency.as_mut().unwrap().notices.pop());
    a_notice_never_delivered: I2Notices, "restricted before a notice was delivered",
        |l| l.decision.contract.delinquency.as_mut().unwrap().notices[1].deliveries.clear();
    a_notice_delivered_on_another_channel: I2Notices, "restricted before a notice was delivered",
        |l| l.decision.contract.delinquency.as_mut().unwrap().notices[1].deliveries[0].channel = policy::Channel::Sms;
    a_time_to_cure_still_running: I2Notices, "restricted before the time to cure ran out", |l| {
        let at = l.story.now.checked_add(hours(-5 * 24 + 1)).unwrap();
        l.decision.contract.delinquency.as_mut().unwrap().notices[1].deliveries[0].at = at;
    };
    a_notice_before_its_day: I2Notices, "a notice was issued before its day",
        |l| {
            l.pack.notices[0].at_dpd += 1;
            l.decision.warrant.as_mut().unwrap().body.pack = l.pack.digest();
        };
    a_notice_that_did_not_wait: I2Notices, "a notice did not wait for the one before it", |l| {
        let notice = &mut l.decision.contract.delinquency.as_mut().unwrap().notices[1];
        notice.issued_at = notice.issued_at.checked_add(hours(-3 * 24)).unwrap();
    };
    a_floor_with_a_hole: I5Floor, "the pack's floor is not complete", |l| {
        l.pack.floor = Floor::new(FloorItem::REQUIRED.into_iter().skip(1));
        l.decision.warrant.as_mut().unwrap().body.pack = l.pack.digest();
    };
    a_rise_under_a_hold: I9Holds, "a warrant was issued while a hold was open", |l| {
        let hold = Hold { kind: HoldKind::PendingPayment, since: l.story.now, until: None };
        l.decision.contract.holds.push(hold);
    };
    a_rise_on_old_news: I9Holds, "a warrant was issued while the payment feed was stale", |l| {
        let term = l.decision.contract.restriction.warrant.as_mut().unwrap();
        term.reconciled_to = l.story.now.checked_add(hours(-25)).unwrap();
    };
    a_rise_at_night: I9Holds, "a level rose outside the pack's hours", |l| {
        l.pack.raise_hours.from_hour = 10;
        l.decision.warrant.as_mut().unwrap().body.pack = l.pack.digest();
        l.decision.leaves[0].document = l.decision.warrant.as_ref().map(proof::Unsigned::digest);
    };
    a_step_left_out: I9Holds, "a level was skipped",
        |l| l.before.restriction.level = Level::Reminder;
    a_step_before_the_last_was_told: I9Holds, "a level rose before the device was told the step before", |l| {
        l.before.restriction.told_level = Level::Reminder;
        l.decision.contract.restriction.told_level = Level::Reminder;
    };
    a_step_too_early: I9Holds, "a level rose before its time on the step before",
        |l| l.before.restriction.changed_at = Some(l.story.now.checked_add(hours(-47)).unwrap());
}

/// The step to the lock under a holiday of a month that bears interest.
fn locking_under_a_plan() -> Locking {
    let mut offer = offer();
    offer.terms.annual_rate = "24".parse().unwrap();
    let mut story = Story::of(offer, "house");
    story.until("2026-01-10", 12);
    let change = Restructuring::Holiday { installments: 1, interest: HolidayInterest::Carried };
    let (id, value_on) = (ident::TransactionId::from_bytes([1; 16]), crate::story::day("2026-01-10"));
    story.act(Command::Book(Booking { id, value_on, body: TransactionBody::Restructure { change } }));
    story.until("2026-03-20", 12).expect(Level::Limited);
    while story.level() == Level::Limited {
        story.now = story.contract.next_action_at.unwrap();
        let before = story.contract.clone();
        let decision = story.wake();
        if decision.contract.restriction.level == Level::Locked {
            let pack = story.pack.clone();
            return Locking { story, before, decision, pack };
        }
    }
    panic!("never locked")
}

#[test]
fn a_plan_other_than_the_one_that_stands() {
    let detail = "the warrant carries another plan than the one that stands";
    let without = locking_under_a_plan().broken(|l| l.decision.warrant.as_mut().unwrap().body.plan = None);
    assert_eq!(without, (Invariant::I1Warrant, detail));
    let altered = locking_under_a_plan().broken(|l| {
        let plan = l.decision.warrant.as_mut().unwrap().body.plan.as_mut().unwrap();
        plan[3].amount = usd(1);
    });
    assert_eq!(altered, (Invariant::I1Warrant, detail));
}

/// The interest of the holiday, had the terms none.
#[test]
fn a_plan_that_asks_for_more_than_the_terms() {
    let broken =
        locking_under_a_plan().broken(|l| l.decision.contract.terms.annual_rate = money::AnnualRate::ZERO);
    assert_eq!(broken, (Invariant::I1Warrant, "restricted under a plan that asks for more than the terms"));
}

fn after_payment(
    minor: i64,
    tamper: impl FnOnce(&Contract, &mut Decision),
) -> Result<(), (Invariant, &'static str)> {
    let mut story = Story::locked();
    let before = story.contract.clone();
    let payment = story.payment(minor, crate::story::day("2026-02-19"));
    let mut decision = decide(&before, Command::Pay(payment), &story.pack, story.now).unwrap();
    tamper(&before, &mut decision);
    let checked = check(&before, &decision, &story.pack, story.now);
    checked.map_err(|violation| (violation.invariant, violation.detail))
}

/// The warrant named 50.00; 60.00 are paid; the lock stays as if more had been named.
#[test]
fn a_payment_that_does_not_lift() {
    let mut story = Story::locked();
    let payment = story.payment(6_000, crate::story::day("2026-02-19"));
    let decision = decide(&story.contract, Command::Pay(payment), &story.pack, story.now).unwrap();
    let mut before = story.contract.clone();
    before.restriction.warrant.as_mut().unwrap().amount = usd(5_000);
    let violation = check(&before, &decision, &story.pack, story.now).unwrap_err();
    assert_eq!(violation.invariant, Invariant::I3LiftedByPayment);
    assert_eq!(violation.detail, "the amount the warrant named is paid and the restriction stays");
}

#[test]
fn a_lift_that_the_device_does_not_hear_of() {
    assert_eq!(after_payment(20_000, |_, _| {}), Ok(()));
    let silent = after_payment(20_000, |_, decision| decision.standing = None);
    let detail = "the restriction is lifted and the device is not told";
    assert_eq!(silent, Err((Invariant::I3LiftedByPayment, detail)));
}

#[test]
fn an_end_without_quittance() {
    assert_eq!(after_payment(120_000, |_, _| {}), Ok(()));
    let without = after_payment(120_000, |_, decision| decision.standing.as_mut().unwrap().quittance = None);
    assert_eq!(without, Err((Invariant::I4Quittance, "paid in full without a quittance")));
    let other = after_payment(120_000, |_, decision| {
        decision.standing.as_mut().unwrap().quittance.as_mut().unwrap().body.imeis.clear();
    });
    assert_eq!(other, Err((Invariant::I4Quittance, "the quittance is for something else")));
    let running = after_payment(120_000, |before, decision| decision.contract.status = before.status);
    assert_eq!(running, Err((Invariant::I4Quittance, "paid in full and not settled")));
}

#[test]
fn a_quittance_taken_back() {
    let mut story = Story::under("house");
    story.pay(120_000);
    let before = story.contract.clone();
    let key = proof::keys::Signer::public_key(&device_key(7));
    let mut decision = decide(&before, Command::Enroll { key }, &story.pack, story.now).unwrap();
    decision.contract.restriction.quittance = None;
    let violation = check(&before, &decision, &story.pack, story.now).unwrap_err();
    assert_eq!(violation.to_string(), "I4: a quittance was taken back or changed");
}

#[test]
fn a_restriction_after_the_quittance() {
    let broken = locking().broken(|l| {
        l.before.restriction.quittance = Some(proof::Digest([1; 32]));
        l.decision.contract.restriction.quittance = l.before.restriction.quittance;
    });
    assert_eq!(broken, (Invariant::I4Quittance, "restricted after the quittance"));
}

#[test]
fn books_that_do_not_say_what_the_account_says() {
    let lost = after_payment(100, |before, decision| {
        decision.postings.clear();
        decision.contract.postings = before.postings;
    });
    assert_eq!(lost, Err((Invariant::I6Balanced, "the books do not say what the account says")));
    let twice = after_payment(100, |_, decision| {
        let again = decision.postings.clone();
        decision.postings.extend(again);
        decision.contract.postings += 1;
    });
    assert_eq!(twice, Err((Invariant::I6Balanced, "the books do not say what the account says")));
    let miscounted = after_payment(100, |_, decision| decision.contract.postings += 1);
    assert_eq!(miscounted, Err((Invariant::I6Balanced, "postings are missing or counted twice")));
}

/// Renewing is issuing: not under a hold.
#[test]
fn a_renewal_under_a_hold() {
    let mut story = Story::locked();
    story.until("2026-02-23", 8);
    let before = story.contract.clone();
    let at = before.restriction.warrant.as_ref().unwrap().renew_at().max(story.now);
    let mut due = before.clone();
    due.restriction.warrant.as_mut().unwrap().issued_at = at.checked_add(hours(-6 * 24)).unwrap();
    let wake = Command::Wake { reconciled_to: Some(at) };
    let mut decision = decide(&due, wake, &story.pack, at).unwrap();
    assert_eq!(check(&due, &decision, &story.pack, at), Ok(()));
    decision.contract.holds.push(Hold { kind: HoldKind::Dispute, since: at, until: None });
    let violation = check(&due, &decision, &story.pack, at).unwrap_err();
    assert_eq!(violation.to_string(), "I9: a warrant was issued while a hold was open");
}
