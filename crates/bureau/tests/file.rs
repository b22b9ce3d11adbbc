//! Whole files: written from facts, checked against the field table, and the same for ever (golden file).
#![expect(clippy::unwrap_used, reason = "test helpers")]

mod common;

use bureau::{Checker, Condition, Dispute, HistoryMark, MetroFile, TradelineFault};
use common::{day, dollars, faults, furnisher, line, period, text};
use proptest::prelude::*;

/// One loan of each condition.
fn portfolio() -> Vec<bureau::Tradeline> {
    let mut lines = Vec::new();
    for (n, days_past_due) in [0, 29, 30, 60, 90, 120, 150, 180].into_iter().enumerate() {
        let mut it = line(&format!("CTR{n}"), Condition::Open { days_past_due });
        it.first_delinquent_on = (days_past_due >= 30).then(|| day("2026-05-30"));
        lines.push(it);
    }
    let lost = Condition::ChargedOff { amount: dollars("410.25") };
    let mut charged_off = line("CTR8", lost);
    charged_off.history = vec![HistoryMark::DaysPastDue(181), HistoryMark::DaysPastDue(150)];
    charged_off.first_delinquent_on = Some(day("2026-03-02"));
    charged_off.past_due = charged_off.balance;
    lines.push(charged_off);
    let mut paid = line("CTR9", Condition::Paid { on: day("2026-10-17"), days_past_due: 0 });
    (paid.balance, paid.past_due) = (dollars("0.00"), dollars("0.00"));
    lines.push(paid);
    let mut disputed = line("CTR10", Condition::Open { days_past_due: 45 });
    disputed.first_delinquent_on = Some(day("2026-10-16"));
    disputed.dispute = Some(Dispute::UnderInvestigation);
    lines.push(disputed);
    let mut helped = line("CTR11", Condition::Open { days_past_due: 0 });
    helped.arrangement = Some(bureau::Arrangement::PartialPayments);
    lines.push(helped);
    lines
}

#[test]
fn the_file_is_the_same_for_ever() {
    let written = text(&portfolio());
    assert_eq!(faults(&written), Vec::<String>::new());
    insta::assert_snapshot!(written);
}

#[test]
fn each_status_stands_where_the_format_wants_it() {
    let written = text(&portfolio());
    let statuses: Vec<&str> = written.lines().skip(1).take(12).map(|record| &record[123..125]).collect();
    assert_eq!(statuses, ["11", "11", "71", "78", "80", "82", "83", "84", "97", "13", "71", "11"]);
    let disputed = written.lines().nth(11).unwrap();
    assert_eq!(&disputed[152..154], "XB");
    let helped = written.lines().nth(12).unwrap();
    assert_eq!(&helped[150..152], "AC");
    let barely_late = written.lines().nth(2).unwrap();
    assert_eq!(&barely_late[163..172], "000000000", "29 days late is current: nothing is past due");
    assert!(written.lines().all(|record| record.len() == 426));
}

#[test]
fn settled_for_less_is_said_of_what_is_paid_only() {
    let paid = [
        (Condition::Paid { on: day("2026-10-17"), days_past_due: 0 }, "13"),
        (Condition::PaidAfterChargeOff { on: day("2026-10-17"), amount: dollars("410.25") }, "64"),
    ];
    for (condition, status) in paid {
        let mut settled = line("CTR1", condition);
        (settled.balance, settled.past_due) = (dollars("0.00"), dollars("0.00"));
        settled.first_delinquent_on = Some(day("2026-03-02"));
        settled.arrangement = Some(bureau::Arrangement::SettledForLess);
        let written = text(&[settled]);
        assert_eq!(faults(&written), Vec::<String>::new());
        let record = written.lines().nth(1).unwrap();
        assert_eq!((&record[123..125], &record[150..152]), (status, "AU"));
    }
    let (mut file, _) = MetroFile::begin(&furnisher(), period()).unwrap();
    let mut open = line("CTR2", Condition::Open { days_past_due: 0 });
    open.arrangement = Some(bureau::Arrangement::SettledForLess);
    assert_eq!(file.add(&open), Err(TradelineFault::SettledButNotPaid));
}

#[test]
fn what_is_missing_is_named_and_never_invented() {
    let (mut file, _) = MetroFile::begin(&furnisher(), period()).unwrap();
    let mut foreign = line("CTR1", Condition::Open { days_past_due: 0 });
    foreign.loan_amount = bureau_money("150.00", "KES");
    assert!(matches!(file.add(&foreign), Err(TradelineFault::NotDollars(_))));
    let undated = line("CTR2", Condition::Open { days_past_due: 31 });
    assert_eq!(file.add(&undated), Err(TradelineFault::NoFirstDelinquency));
    let mut cyrillic = line("CTR3", Condition::Open { days_past_due: 0 });
    cyrillic.consumer.surname = "Иванова".to_owned();
    let fault = file.add(&cyrillic).unwrap_err().to_string();
    assert!(fault.starts_with("borrower.surname: "), "{fault}");
    let owing = line("CTR4", Condition::Paid { on: day("2026-10-17"), days_past_due: 0 });
    assert_eq!(file.add(&owing), Err(TradelineFault::PaidButOwes));
    assert_eq!(file.records(), 0, "nothing of it is in the file");
}

fn bureau_money(amount: &str, currency: &str) -> money::Money {
    money::Money::parse(amount, currency.parse().unwrap()).unwrap()
}

#[test]
fn faults_name_record_field_position_and_what_would_be_right() {
    let written = text(&portfolio());
    let told = |record: usize, from: usize, new: &str| {
        let mut lines: Vec<String> = written.lines().map(str::to_owned).collect();
        lines[record - 1].replace_range(from - 1..from - 1 + new.len(), new);
        faults(&lines.join("\n")).join("\n")
    };
    insta::assert_snapshot!(
        [
            told(2, 124, "99"),
            told(2, 76, "13322026"),
            told(2, 155, "      482"),
            told(3, 232, " doe"),
            told(4, 190, "00000000"),
            told(10, 173, "000000000"),
            told(11, 126, " "),
            told(11, 155, "000000001"),
            told(2, 127, "0B0"),
            told(2, 414, "XX"),
            told(2, 206, "12312026"),
            told(2, 216, "x"),
            told(14, 12, "000000099"),
            told(1, 5, "TAILER"),
        ]
        .join("\n")
    );
}

#[test]
fn a_file_that_breaks_off_or_goes_on_is_found() {
    let written = text(&portfolio());
    let short: Vec<&str> = written.lines().take(5).collect();
    assert_eq!(faults(&short.join("\n")).len(), 1, "no trailer");
    let twice = format!("{written}{written}");
    assert_eq!(faults(&twice).len(), 14, "every record behind the trailer");
    assert_eq!(faults(&written[..1000]).len(), 2, "a short record, and no trailer");
    assert_eq!(Checker::default().finish().len(), 1, "an empty file");
}

proptest! {
    #[test]
    fn whatever_is_written_passes_the_check(
        days in 0_u32..400,
        minor in 0_i64..200_000_000_000,
        months in 1_u16..700,
        history in prop::collection::vec(0_u32..250, 0..40),
        surname in "[A-Za-zÀ-ÖØ-öø-ÿ' -]{0,30}[a-z]",
    ) {
        let mut it = line("CTR1", Condition::Open { days_past_due: days });
        it.first_delinquent_on = (days >= 30).then(|| day("2026-05-30"));
        it.balance = money::Money::from_minor(minor, "USD".parse().unwrap()).unwrap();
        it.past_due = it.balance;
        it.term_months = months;
        it.history = history.into_iter().map(HistoryMark::DaysPastDue).collect();
        it.consumer.surname = surname;
        prop_assert_eq!(faults(&text(&[it])), Vec::<String>::new());
    }

    #[test]
    fn no_bytes_break_the_checker(bytes in prop::collection::vec(any::<u8>(), 0..500)) {
        let mut checker = Checker::default();
        drop(checker.record(&bytes));
        let mut whole = bytes.clone();
        whole.resize(426, b'0');
        drop(checker.record(&whole));
        drop(checker.finish());
    }

    #[test]
    fn a_character_in_a_number_is_always_found(record in 1_usize..12, place in 154_usize..213) {
        let written = text(&portfolio());
        let mut lines: Vec<String> = written.lines().map(str::to_owned).collect();
        lines[record].replace_range(place..=place, "x");
        prop_assert!(!faults(&lines.join("\n")).is_empty());
    }
}
