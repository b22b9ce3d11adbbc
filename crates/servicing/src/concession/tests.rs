use super::*;

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, "USD".parse().unwrap()).unwrap()
}

fn rule(ordinary: u8, giving_up: u8, giving_up_above_percent: u8) -> ConcessionApprovals {
    ConcessionApprovals { ordinary, giving_up, giving_up_above_percent }
}

#[test]
fn giving_up_takes_two_unless_the_lender_says_otherwise() {
    let me = Some(OperatorId::from_bytes([1; 16]));
    let default = ConcessionApprovals::default();
    assert_eq!(default.needed(usd(0), usd(1_000), me), 1);
    assert_eq!(default.needed(usd(1), usd(1_000), me), 2);
    assert_eq!(default.needed(usd(1), usd(1_000), None), 1, "the lender's system is one of them");
    let above = rule(1, 3, 10);
    assert_eq!(above.needed(usd(100), usd(1_000), me), 1, "a tenth, and no more");
    assert_eq!(above.needed(usd(101), usd(1_000), me), 3);
}

#[test]
fn the_largest_amounts_are_compared_exactly() {
    let most = usd(money::MAX_MINOR);
    let me = Some(OperatorId::from_bytes([1; 16]));
    assert_eq!(rule(1, 2, 100).needed(most, most, me), 1);
    assert_eq!(rule(1, 2, 99).needed(most, most, me), 2);
}

#[test]
fn numbers_that_make_no_rule() {
    assert_eq!(rule(0, 2, 0).check(), Err(NotARule::People));
    assert_eq!(rule(1, 10, 0).check(), Err(NotARule::People));
    assert_eq!(rule(3, 2, 0).check(), Err(NotARule::Fewer));
    assert_eq!(rule(1, 2, 101).check(), Err(NotARule::Percent));
    assert!(rule(2, 2, 100).check().is_ok());
    assert_eq!(serde_json::from_str::<ConcessionApprovals>("{}").unwrap(), ConcessionApprovals::default());
}
