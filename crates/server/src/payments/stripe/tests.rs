use proptest::prelude::*;
use serde_json::json;

use super::super::Kind;
use super::*;

#[expect(clippy::needless_pass_by_value, reason = "callers make the object in place")]
fn event(kind: &str, object: Value) -> Value {
    json!({ "id": "evt_1", "type": kind, "created": 1_700_000_000, "livemode": true, "data": { "object": object } })
}

fn take(event: &Value) -> Option<Notification> {
    parse("stripe", event.to_string().as_bytes(), false).unwrap()
}

fn checkout(status: &str) -> Value {
    json!({
        "id": "cs_1", "payment_status": status, "payment_intent": "pi_1", "amount_total": 1701, "currency": "usd",
        "client_reference_id": "7K3MW9PA", "metadata": {},
    })
}

#[test]
fn events_of_one_payment_have_one_name() {
    let session = take(&event("checkout.session.completed", checkout("paid"))).unwrap();
    let later = take(&event("checkout.session.async_payment_succeeded", checkout("paid"))).unwrap();
    let intent = json!({ "id": "pi_1", "amount_received": 1701, "currency": "usd",
        "metadata": { "quittance_reference": "7K3MW9PA" } });
    let intent = take(&event("payment_intent.succeeded", intent)).unwrap();
    assert_eq!((&session, &session), (&later, &intent));
    assert_eq!((session.external_id.as_str(), session.money.minor()), ("pi_1", 1701));
    assert_eq!(session.target, Target::Reference("7K3MW9PA".into()));
    assert_eq!(session.occurred_at.map(Timestamp::as_second), Some(1_700_000_000));
}

#[test]
fn metadata_comes_before_the_client_reference() {
    let mut object = checkout("paid");
    object["metadata"] = json!({ "quittance_reference": "AAAA1111" });
    let read = take(&event("checkout.session.completed", object)).unwrap();
    assert_eq!(read.target, Target::Reference("AAAA1111".into()));
}

#[test]
fn money_that_has_not_come_is_no_payment() {
    for kind in ["checkout.session.completed", "checkout.session.async_payment_succeeded"] {
        assert_eq!(take(&event(kind, checkout("unpaid"))), None);
        assert_eq!(take(&event(kind, checkout("no_payment_required"))), None);
    }
    for kind in ["checkout.session.expired", "payment_intent.payment_failed", "charge.succeeded", "x"] {
        assert_eq!(take(&event(kind, json!({}))), None, "{kind}");
    }
    let mut subscription = checkout("paid");
    subscription["payment_intent"] = Value::Null;
    assert_eq!(take(&event("checkout.session.completed", subscription)), None);
}

#[test]
fn refunds_count_by_what_is_new() {
    let charge = json!({ "id": "ch_1", "payment_intent": "pi_1", "amount": 1701, "amount_refunded": 1701,
        "currency": "usd" });
    let whole = take(&event("charge.refunded", charge.clone())).unwrap();
    assert_eq!(whole.kind, Kind::Reversal { of: "pi_1".into() });
    assert_eq!((whole.money.minor(), whole.external_id.as_str()), (1701, "ch_1:refunded:1701"));
    let mut second = event("charge.refunded", charge);
    second["data"]["previous_attributes"] = json!({ "amount_refunded": 1000 });
    assert_eq!(take(&second).unwrap().money.minor(), 701);
    let foreign = json!({ "id": "ch_2", "payment_intent": null, "amount_refunded": 5, "currency": "usd" });
    assert_eq!(take(&event("charge.refunded", foreign)), None);
}

#[test]
fn disputes_take_and_give_back() {
    let dispute = json!({ "id": "du_1", "payment_intent": "pi_1", "amount": 1701, "currency": "usd" });
    let taken = take(&event("charge.dispute.funds_withdrawn", dispute.clone())).unwrap();
    assert_eq!((taken.kind, taken.external_id.as_str()), (Kind::Reversal { of: "pi_1".into() }, "du_1"));
    let given = take(&event("charge.dispute.funds_reinstated", dispute)).unwrap();
    assert_eq!((given.kind, given.target), (Kind::Payment, Target::Unstated));
    assert_eq!(given.external_id, "du_1:reinstated");
}

#[test]
fn test_mode_counts_for_test_lenders_only() {
    let mut event = event("checkout.session.completed", checkout("paid"));
    event["livemode"] = json!(false);
    let body = event.to_string();
    assert_eq!(parse("stripe", body.as_bytes(), false).unwrap(), None);
    assert!(parse("stripe", body.as_bytes(), true).unwrap().is_some());
}

#[test]
fn broken_objects_are_refused() {
    let mut without = checkout("paid");
    without["amount_total"] = Value::Null;
    let half = json!({ "id": "pi_1", "amount_received": 17.01, "currency": "usd" });
    for broken in [
        event("checkout.session.completed", without),
        event("payment_intent.succeeded", half),
        event("payment_intent.succeeded", json!({ "id": "pi_1", "amount_received": 5, "currency": "zzz" })),
        event("charge.refunded", json!([])),
        json!({ "type": "payment_intent.succeeded" }),
    ] {
        assert!(parse("stripe", broken.to_string().as_bytes(), false).is_err(), "{broken}");
    }
}

proptest! {
    #[test]
    fn never_panics(body: Vec<u8>) {
        prop_assert!(parse("stripe", &body, true).is_err());
    }

    #[test]
    fn never_panics_on_any_refund(refunded: i64, before: i64, currency in "[a-z]{3}") {
        let object = json!({ "id": "ch", "payment_intent": "pi", "amount_refunded": refunded, "currency": currency });
        let mut event = event("charge.refunded", object);
        event["data"]["previous_attributes"] = json!({ "amount_refunded": before });
        drop(parse("stripe", event.to_string().as_bytes(), true));
    }
}
