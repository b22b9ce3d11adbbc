//! Fees that the terms name: charged by themselves, once.

use loan::ledger::LedgerAccount;
use loan::{FeeAmount, FeeAt, FeeKind, FeeRule};

use crate::story::{Story, day, offer, usd};

fn rule(kind: FeeKind, at: FeeAt, minor: i64) -> FeeRule {
    FeeRule { name: "Fee".to_owned(), kind, at, amount: FeeAmount::Flat(usd(minor)) }
}

fn with(fees: Vec<FeeRule>) -> Story {
    let mut offer = offer();
    offer.terms.fees = fees;
    Story::of(offer, "house")
}

fn books(story: &Story, account: LedgerAccount) -> i128 {
    story.books.balance(account, story.contract.currency())
}

#[test]
fn agreed_fees_are_owed_from_the_start_and_those_of_the_disbursement_never() {
    let story = with(vec![
        rule(FeeKind::Fee, FeeAt::Installment, 100),
        rule(FeeKind::Fee, FeeAt::On(day("2026-03-01")), 250),
        rule(FeeKind::Fee, FeeAt::Disbursement, 500),
    ]);
    assert_eq!(story.contract.account.outstanding(), usd(120_000 + 12 * 100 + 250));
    let fees: Vec<_> = story.contract.account.rows().iter().map(|row| row.due.fee.minor()).collect();
    assert_eq!(fees, [100, 100, 350, 100, 100, 100, 100, 100, 100, 100, 100, 100]);
    assert_eq!(books(&story, LedgerAccount::FeeReceivable), 1_450);
    assert_eq!(books(&story, LedgerAccount::FeeIncome), -1_950);
    assert_eq!(books(&story, LedgerAccount::MerchantPayable), -119_500);
}

#[test]
fn a_late_fee_comes_on_its_day_and_once() {
    let mut story = with(vec![rule(FeeKind::Penalty, FeeAt::Overdue { after_days: 5 }, 300)]);
    let penalties = |story: &Story| story.contract.account.outstanding_portions().penalty;
    story.until("2026-01-19", 23);
    assert_eq!(penalties(&story), usd(0));
    story.until("2026-01-20", 1);
    assert_eq!(penalties(&story), usd(300));
    assert_eq!(story.times("charge.added"), ["2026-01-20 00:00"]);
    story.until("2026-02-14", 12);
    assert_eq!(penalties(&story), usd(300), "once for each installment");
    story.pay(10_300);
    story.until("2026-02-15", 12);
    story.pay(10_000);
    story.until("2026-03-01", 12);
    assert_eq!(story.times("charge.added").len(), 1, "who pays in time is charged nothing");
}
