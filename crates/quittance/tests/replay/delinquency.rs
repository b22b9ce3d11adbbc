//! Days past due: with grace and pauses, and without.

use serde_json::json;

use crate::timeline::Timeline;

/// 1000.00 without interest in three installments every fifteen days, under the reference's ranges.
fn fortnights() -> Timeline {
    let mut life = Timeline::monthly("1000", "0", 3, "2023-10-01");
    life.terms["every"] = json!({"count": 15, "unit": "day"});
    life.terms["delinquency"] =
        json!({"grace_days": 3, "buckets": [[1, 3], [4, 30], [31, 60], [61, 90], [91, null]]});
    life
}

#[test]
fn grace_comes_off_the_delinquent_days_only() {
    // Due on 16 October; three days of grace end on the 19th.
    let view = fortnights().seen("2023-10-25");
    assert_eq!((view["past_due_days"].as_u64(), view["days_past_due"].as_u64()), (Some(9), Some(6)));
    assert_eq!(view["bucket"], "4-30");
    assert_eq!(view["delinquent_installments"][0]["days"], 9, "an installment knows no grace");
    let within = fortnights().seen("2023-10-19");
    assert_eq!((within["past_due_days"].as_u64(), within["days_past_due"].as_u64()), (Some(3), Some(0)));
    assert!(within["bucket"].is_null());
}

#[test]
fn paused_days_do_not_count_until_it_is_resumed() {
    let paused = fortnights()
        .on("2023-10-20", "pause_delinquency", json!({"until": "2023-10-30"}))
        .on("2023-10-24", "resume_delinquency", json!({}))
        .seen("2023-10-25");
    assert_eq!((paused["past_due_days"].as_u64(), paused["days_past_due"].as_u64()), (Some(9), Some(2)));
    let overlap = fortnights()
        .on("2023-10-20", "pause_delinquency", json!({"until": "2023-10-30"}))
        .on("2023-10-21", "pause_delinquency", json!({"until": "2023-10-25"}))
        .fault();
    assert!(overlap.contains("`events[1].from`") && overlap.contains("overlap"), "{overlap}");
}
