use super::*;

fn at(hours: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + hours * 3600).unwrap()
}

fn who(n: u8) -> Approver {
    Approver { operator: OperatorId::from_bytes([n; 16]), made_at: at(-1), is_disabled: false }
}

fn asked(why: ApprovalWhy) -> ApprovalRequest {
    ApprovalRequest { why, asked_at: at(0), given: Vec::new() }
}

#[test]
fn it_takes_two_people() {
    let mut request = asked(ApprovalWhy::Budget);
    request.approve(who(1), None, at(1), at(1)).unwrap();
    assert!(!request.is_granted());
    assert_eq!(request.approve(who(1), None, at(2), at(2)), Err(ApprovalRefusal::SamePerson));
    assert!(!request.is_granted());
    request.approve(who(2), None, at(24), at(24)).unwrap();
    assert!(request.is_granted());
    assert_eq!(request.approve(who(3), None, at(24), at(24)), Err(ApprovalRefusal::Over), "it is answered");
}

#[test]
fn a_question_stands_for_a_day() {
    let mut request = asked(ApprovalWhy::Thaw);
    request.approve(who(1), None, at(1), at(1)).unwrap();
    assert_eq!(request.approve(who(2), None, at(25), at(25)), Err(ApprovalRefusal::Over));
}

#[test]
fn who_was_made_for_it_or_is_shut_out_does_not_count() {
    let mut request = asked(ApprovalWhy::Budget);
    let made_for_it = Approver { made_at: at(1), ..who(1) };
    let shut_out = Approver { is_disabled: true, ..who(1) };
    assert_eq!(request.approve(made_for_it, None, at(2), at(2)), Err(ApprovalRefusal::MadeAfter));
    assert_eq!(request.approve(shut_out, None, at(2), at(2)), Err(ApprovalRefusal::Disabled));
    assert!(request.given.is_empty());
}

#[test]
fn both_state_the_same_instant_for_a_stale_feed() {
    let mut request = asked(ApprovalWhy::StaleFeed);
    let latest = at(2);
    let mut says = |n, through| request.approve(who(n), through, latest, at(3));
    assert_eq!(says(1, None), Err(ApprovalRefusal::ThroughMissing));
    assert_eq!(says(1, Some(at(3))), Err(ApprovalRefusal::ThroughTooLate(latest)));
    assert_eq!(says(1, Some(at(2))), Ok(()));
    assert_eq!(says(2, Some(at(1))), Err(ApprovalRefusal::OtherThrough(at(2))));
    assert_eq!(says(2, Some(at(2))), Ok(()));
    assert!(request.is_granted());
    let mut budget = asked(ApprovalWhy::Budget);
    assert_eq!(budget.approve(who(1), Some(at(1)), at(2), at(2)), Err(ApprovalRefusal::ThroughNotAsked));
}
