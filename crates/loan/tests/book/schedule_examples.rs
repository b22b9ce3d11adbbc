//! Published and hand-checked schedules.

use super::common::{base, money, monthly, rows};
use jiff::civil::date;
use loan::{Every, InterestMethod, Schedule, Terms, Unit};
use money::Money;

fn declining(principal: i64, percent: &str, installments: u16) -> Vec<(i64, i64)> {
    rows(&Schedule::of(&monthly(principal, percent, installments, InterestMethod::Declining)).unwrap())
}

#[test]
fn the_reference_s_base_example() {
    let schedule = base().schedule().clone();
    assert_eq!(schedule.installments()[0].total(), money(5_674));
    let repaid: i64 = rows(&schedule)[..3].iter().map(|row| row.0).sum();
    assert_eq!(60_000 - repaid, 46_308);
    // Its zero-rate and extended variants start from that balance.
    assert_eq!(declining(46_308, "0", 12)[0], (3_859, 0));
    assert_eq!(declining(46_308, "24", 15)[0].0 + declining(46_308, "24", 15)[0].1, 3_604);
}

#[test]
fn hundred_at_nine_and_a_half_percent() {
    assert_eq!(
        declining(10_000, "9.4822", 6),
        [(1_634, 79), (1_647, 66), (1_660, 53), (1_673, 40), (1_686, 27), (1_700, 13)]
    );
}

#[test]
fn hundred_at_seven_percent_leaves_the_residue_to_the_last() {
    let rows = declining(10_000, "7", 6);
    assert_eq!(rows, [(1_643, 58), (1_652, 49), (1_662, 39), (1_672, 29), (1_681, 20), (1_690, 10)]);
    assert_eq!(rows[5].0 + rows[5].1, 1_700);
}

#[test]
fn zero_rate_splits_the_principal() {
    assert_eq!(declining(10_000, "0", 3), [(3_333, 0), (3_333, 0), (3_334, 0)]);
}

#[test]
fn one_installment_bears_one_period() {
    assert_eq!(declining(10_000, "12", 1), [(10_000, 100)]);
}

#[test]
fn half_a_cent_goes_to_even() {
    let rows = declining(10_050, "0", 100);
    assert_eq!((rows[0].0, rows[98].0, rows[99].0), (100, 100, 150));
    assert_eq!(declining(10_150, "0", 100)[0].0, 102);
}

#[test]
fn currencies_of_other_decimals_count_their_own_minor_units() {
    // 60,000 yen at 24 %: the level of 56.74 for 600.00, reckoned to the yen.
    for (code, level) in [("JPY", 5_674), ("KWD", 5_674)] {
        let price = Money::from_minor(60_000, code.parse().unwrap()).unwrap();
        let down_payment = Money::zero(price.currency());
        let terms = Terms { price, down_payment, ..monthly(1, "24", 12, InterestMethod::Declining) };
        let schedule = Schedule::of(&terms).unwrap();
        assert_eq!(schedule.installments()[0].total().minor(), level, "{code}");
        assert_eq!(schedule.principal(), price);
    }
}

#[test]
fn small_shares_rounded_up_never_leave_less_than_nothing() {
    // 27.6 a day would round to 28: 364 × 28 is more than is owed.
    for interest in [InterestMethod::Declining, InterestMethod::Flat] {
        let terms =
            Terms { every: Every { count: 1, unit: Unit::Day }, ..monthly(10_074, "0", 365, interest) };
        let rows = rows(&Schedule::of(&terms).unwrap());
        assert_eq!((rows[0], rows[364]), ((27, 0), (10_074 - 364 * 27, 0)), "{interest:?}");
    }
}

#[test]
fn flat_interest_is_on_the_whole_principal() {
    // 100.00 × 10 % × 7/12 = 5.83; 14.29 and 0.83 each, the last takes the rest.
    let schedule = Schedule::of(&monthly(10_000, "10", 7, InterestMethod::Flat)).unwrap();
    let rows = rows(&schedule);
    assert_eq!((rows[0], rows[6]), ((1_429, 83), (1_426, 85)));
    assert_eq!(schedule.total_interest(), money(583));
    assert_eq!(schedule.total(), money(10_583));
}

#[test]
fn down_payment_and_rhythm_shape_the_schedule() {
    let terms = Terms {
        price: money(25_000),
        down_payment: money(5_000),
        every: Every { count: 2, unit: Unit::Week },
        first_due_on: date(2025, 1, 15),
        ..monthly(1, "26", 4, InterestMethod::Declining)
    };
    let schedule = Schedule::of(&terms).unwrap();
    assert_eq!(schedule.principal(), money(20_000));
    let due: Vec<_> = schedule.installments().iter().map(|i| i.due_on.to_string()).collect();
    assert_eq!(due, ["2025-01-15", "2025-01-29", "2025-02-12", "2025-02-26"]);
    // 26 % × 2/52 is 1 % a period.
    assert_eq!(rows(&schedule)[0].1, 200);
}

#[test]
fn a_stored_schedule_is_checked() {
    let schedule = base().schedule().clone();
    let json = serde_json::to_value(&schedule).unwrap();
    assert_eq!(serde_json::from_value::<Schedule>(json.clone()).unwrap(), schedule);
    let attacks: [fn(&mut serde_json::Value); 6] = [
        |json| json["installments"] = serde_json::json!([]),
        |json| json["installments"][3]["number"] = 3.into(),
        |json| json["installments"][3]["due_on"] = "2025-04-01".into(),
        |json| json["installments"][3]["principal"]["minor"] = (-1).into(),
        |json| json["installments"][3]["principal"]["currency"] = "EUR".into(),
        |json| json["starts_on"] = "2025-02-01".into(),
    ];
    for (number, attack) in attacks.iter().enumerate() {
        let mut broken = json.clone();
        attack(&mut broken);
        assert!(serde_json::from_value::<Schedule>(broken).is_err(), "attack {number}");
    }
}
